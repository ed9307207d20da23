"""Evidence -> positions that contradict each other, or look alike and are not comparable.

Two figures are held against each other only when they are of one metric. Whether they contradict
then depends on what they are of: subject, time, bound and basis must match, else the difference
is named.
"""

from assistant.disagreements.asking import find, may_conflict
from assistant.disagreements.judging import with_bases
from assistant.disagreements.statements import Conflict, Stated, stated_facts
from assistant.disagreements.survey import survey

__all__ = ["Conflict", "Stated", "find", "may_conflict", "stated_facts", "survey", "with_bases"]
