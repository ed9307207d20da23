"""The Evaluate tab: sets, runs, their results and comparisons."""
