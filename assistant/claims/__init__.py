"""Claims against the sources: verdicts with the sentences that decide."""
