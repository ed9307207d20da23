"""Runs sets of questions and measures; it decides nothing about the product."""
