"""What the command line prints: JSON Lines for scripts, text for people."""
