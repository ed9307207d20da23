"""All that is trained on, and how often each source is taken."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.reading.training import derived, own, public, shortened
from assistant.reading.training.examples import Example

SHARES = {
    "mlqa.de": 2.0,
    "xquad.en-en": 2.0,
    "xquad.de-de": 2.0,
    "xquad.de-en": 2.0,
    "xquad.en-de": 2.0,
    "squad2.en": 0.5,
    "jnli.ja": 3.0,
    "jsem.ja": 2.0,
    "rte3.de": 1.5,
    "pawsx.de": 0.5,
    "asked.de-de": 0.8,
    "asked.ja-ja": 2.0,
    "written.en-en": 3.0,
    "written.de-de": 3.0,
    "written.ja-ja": 3.0,
    "written.de-en": 2.0,
    "written.de-ja": 2.0,
    "written.en-de": 2.0,
    "written.en-ja": 2.0,
    "written.ja-de": 2.0,
    "written.ja-en": 2.0,
    "misplaced.de-de": 0.25,
    "misplaced.en-en": 0.25,
    "misplaced.ja-ja": 0.25,
    "answered.en-en": 0.1,
    "answered.ja-ja": 0.1,
    "answered.de-de": 0.15,
    "answered.de-en": 0.2,
    "answered.en-de": 0.2,
    "jsquad.ja": 0.6,
    "jaquad.ja": 0.7,
    "asked.de-en": 2.0,
    "asked.en-de": 2.0,
    "asked.en-ja": 1.5,
    "asked.de-ja": 1.5,
    "asked.ja-en": 1.5,
    "answered.en-ja": 0.4,
    "answered.ja-en": 0.4,
    "answered.de-ja": 0.4,
    "answered.ja-de": 0.4,
    "shortened.en-en": 0.4,
    "shortened.ja-ja": 0.5,
    "shortened.de-de": 0.6,
    "reported.en-en": 2.0,
    "reported.en-de": 2.0,
    "reported.en-ja": 2.0,
    "reported.de-en": 2.0,
    "reported.de-de": 2.0,
    "reported.de-ja": 2.0,
    "reported.ja-en": 2.0,
    "reported.ja-de": 2.0,
    "reported.ja-ja": 2.0,
}
"""Times a source's examples are taken in one pass; those not named are taken once."""


def training_examples(folder: Path) -> list[Example]:
    """Returns everything that may be trained on, less what is held out.

    Args:
        folder: that of the public data sets.
    """
    return [one for one in _all(folder) if not one.is_held]


def held_examples(folder: Path) -> list[Example]:
    """Returns the examples held out of all sources."""
    return [one for one in _all(folder) if one.is_held]


def _all(folder: Path) -> Iterable[Example]:
    asked = [*public.questions(folder), *own.questions(folder)]
    others = derived.other_passages(asked)
    translations = list(public.translations(folder))
    return [
        *asked,
        *public.unanswerable(folder),
        *public.claims(folder),
        *own.claims(),
        *translations,
        *derived.mistranslated(translations),
        *derived.misplaced(others),
        *shortened.shortened(asked),
        *derived.answered_claims(asked, others),
    ]
