"""The Cost tab: the cost model as a form."""
