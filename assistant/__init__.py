"""Answers with citations down to the character, over sources in English, German and Japanese."""

import os

# Threads that spin while they wait stall each other for seconds once the cores are shared; the
# libraries read this when they are loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

__version__ = "0.1.0"
