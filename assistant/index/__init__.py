"""Chunks -> one index generation on disk -> hits."""
