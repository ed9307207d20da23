"""Calculations as figures, and figures as files that show themselves without a network.

Figures write every number in the reader's language and tell lines and bars apart by more than
their colour. Nothing here loads plotly before a figure is drawn.
"""

from assistant.cost.plots.figures import bases, breakdown, figure, forecast
from assistant.cost.plots.page import write_html

__all__ = ["bases", "breakdown", "figure", "forecast", "write_html"]
