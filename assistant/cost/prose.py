"""What docs/cost-model.md says around its tables."""

from __future__ import annotations

from assistant.cost.sampling import DRAWS

INTRODUCTION = """\
# The cost model

`make docs` builds this page from `assistant/cost/formulas.yaml` and `assistant/cost/facts.yaml`; a
test fails while it is stale. Names in `code` are those of `assistant calc --formula NAME --set
INPUT=VALUE`.

## How a number comes about

A calculation starts at the formula asked for and works backwards. For each input it takes the first
of these: the value given; a formula over values given; the fact about the run, the chip or the grid
named; the model's own default; a formula over defaults. What none of them reaches is asked for by
name. A fact that no publication states stays absent.

Numbers are decimals. Sums of stated numbers are exact; powers, logarithms and quotients keep 15
digits. Inputs may come in any unit of the same kind; a percentage given for `growth` is a rise, one
given for `depreciation` a yearly loss. USD stands for any currency, but all amounts of one
calculation must be in the same; `exchange` converts at a rate that somebody states.

## One run, four prices

A cost means little without its basis, so every result names it. No basis is the right one:

"""
CONVENTIONS = """\

## Conventions

- **Peak** is that of dense BF16 matrices. Data sheets like to print the sparse peak, twice as high.
- **6ND** counts the parameters that a token passes through; of a mixture of experts that is the
  active ones.
- **Energy** is the server's rated power per chip times its average load. Model cards often multiply
  the chip's rated power by the hours instead and come out lower; a figure from such a card is
  checked with `power` set to what the card used.
- **Energy of a run** includes the data centre's overhead wherever the source states a PUE. That is
  how one estimate for GPT-3 became two: 552 t of CO2 with the overhead, 502 t without.
- **A power that a question states** counts as it stands; overhead is added to it only where the
  question gives a PUE or speaks of the data centre beside its chips. The power of a data centre as
  a whole holds its overhead already; a PUE beside it is not multiplied in, and nothing calculated.
- **A year** has 8,766 hours (365.25 days), a month a twelfth of them.
- **TPUs** are not for sale. Their price is an estimate, and its range is wide.
"""
RANGES = f"""\

## How ranges are made

A default with a range stands for a distribution: its value is the median, the bounds are the 5th
and the 95th percentile. *lognormal* is split at the median, so that the two sides may differ in
width; *normal* is used where the literature does; *one-sided* means that the default is itself a
bound and that draws lie on the other side. Draws that cannot be, such as a share above 1, count as
the nearest possible value.

{DRAWS:,} values of every uncertain input are drawn with a fixed seed, independently of each other,
and the formulas run over them. The range reported lies between the 5th and the 95th percentile of
the results. It is narrower than the spread between all the lowest and all the highest inputs, for
which every input would have to be at its worst at once. Facts without a range count as exact, so
the range of a published run leaves out what its publication did not measure.

A number from a question or a source is exact. If a range was stated, the result has the lowest and
the highest value over its ends; beside uncertain defaults it is drawn evenly between them.
"""
QUESTIONS = """\

## What a question may ask

`assistant/cost/intents.yaml` holds the words by which questions ask for a formula and say which
input a figure is. Beside the formulas below, sums over the figures of a question are worked out:

| Asked for | Worked out |
| --- | --- |
| the price of one chip, GPU-hour, kilowatt-hour, token ... | total ÷ number |
| what 750 take where 500, or one, take so much | value × number ÷ number, of the same thing only |
| the price per million tokens, or of tokens at one | value × number ÷ number |
| what is saved, or what one price makes more than another | number × (larger − smaller) |
| what is left of an amount | total − number × price, budget − what was spent |
| a percentage of an amount, added or taken off | number × price × (1 ± percentage) |
| the amount before a change, or that another is 20% above | amount ÷ (1 ± percentage) |
| three times an amount, or what it is three times of | amount × factor, amount ÷ factor |
| totals, averages, differences, ratios and shares of amounts | the sum itself |

A question is declined rather than answered with a number that leaves something out:

- Every figure that it states must go into the result; one that has no place is named in the reason.
  Only what changes nothing may be left over: a date, one of something, and what a note then
  names: the size of a model beside the time or energy of its chips, people of whom nobody asks,
  or how many were bought before at the price of one at which others are asked for.
- Which of two things is a multiple of which, and which is asked for, is read from their names;
  where these do not decide, nothing is calculated.
- An amount counts as the price of one or of all by its words ("each", "zu je", 総額). Without them
  the bounds in `assistant/cost/magnitudes.py` decide, which lie far beyond any price paid.
- What may be more or less, "30% more or less", is not decided. A trend with more than two years in
  the question is not drawn between any two of them.
- Rates fall or rise by the nearest word of direction; a change that is denied is none. An amount
  that is never reached at the rate stated has no time.

A bound ("up to 100") and a rough number ("about $30,000") are calculated with as the number that
they name, and the result is not called exact.
"""
