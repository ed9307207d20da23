"""How the reading model is made: base, data, training, export. Not needed to use it."""
