"""The Check tab: a text with its sentences marked by verdict."""
