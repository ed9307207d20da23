"""The Sources tab: what the index holds, and changes to it."""
