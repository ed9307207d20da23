"""Hits -> the sentences that answer -> an answer with citations."""
