"""Whether quotes are slices of their sources."""

from __future__ import annotations

from statistics import fmean

from assistant.evaluation.metrics.case import Case, Score


def quote_exact(case: Case) -> Score:
    """Returns the share of quotes that ``text[start:end]`` of the document they name repeats.

    Passages offered beside a refusal count as well.
    """
    inputs = (case.form.get("calculation") or case.form).get("inputs", ())
    of_inputs = (held["citation"] for held in inputs)
    cited = [*case.quotes, *case.form.get("related", ()), *filter(None, of_inputs)]
    if not cited:
        return None
    return fmean(
        case.sources.text(one["document"])[one["start"] : one["end"]] == one["quote"]
        for one in cited
    )
