"""One metric a file. A metric that does not apply to an item gives ``None``, never 0."""
