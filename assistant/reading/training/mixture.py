"""All that is trained on, and how often each source is taken."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assistant.reading.training import derived, own, public, shortened
from assistant.reading.training.examples import Example

SHARES = {
    "mlqa.de": 3.0,
    "xquad.en-en": 3.0,
    "xquad.de-de": 3.0,
    "xquad.de-en": 3.0,
    "xquad.en-de": 3.0,
    "squad2.en": 0.75,
    "jnli.ja": 2.5,
    "jsem.ja": 2.0,
    "rte3.de": 1.5,
    "pawsx.de": 0.5,
    "asked.de-de": 0.4,
    "asked.ja-ja": 1.0,
    "written.en-en": 2.5,
    "written.de-de": 2.5,
    "written.ja-ja": 2.5,
    "written.de-en": 2.5,
    "written.de-ja": 2.5,
    "written.en-de": 2.5,
    "written.en-ja": 2.5,
    "written.ja-de": 2.5,
    "written.ja-en": 2.5,
    "translated.en-en": 2.5,
    "translated.en-de": 2.5,
    "translated.en-ja": 2.5,
    "translated.de-en": 2.5,
    "translated.de-de": 2.5,
    "translated.de-ja": 2.5,
    "translated.ja-en": 2.5,
    "translated.ja-de": 2.5,
    "translated.ja-ja": 2.5,
    "weighed": 12.0,
    "misplaced.de-de": 0.125,
    "misplaced.en-en": 0.125,
    "misplaced.ja-ja": 0.125,
    "answered.en-en": 0.05,
    "answered.ja-ja": 0.05,
    "answered.de-de": 0.075,
    "answered.de-en": 0.1,
    "answered.en-de": 0.1,
    "jsquad.ja": 0.5,
    "jaquad.ja": 0.5,
    "asked.de-en": 1.0,
    "asked.en-de": 1.0,
    "asked.en-ja": 0.75,
    "asked.de-ja": 0.75,
    "asked.ja-en": 0.75,
    "answered.en-ja": 0.2,
    "answered.ja-en": 0.2,
    "answered.de-ja": 0.2,
    "answered.ja-de": 0.2,
    "shortened.en-en": 0.2,
    "shortened.ja-ja": 0.25,
    "shortened.de-de": 0.3,
    "reported.en-en": 1.0,
    "reported.en-de": 1.0,
    "reported.en-ja": 1.0,
    "reported.de-en": 1.0,
    "reported.de-de": 1.0,
    "reported.de-ja": 1.0,
    "reported.ja-en": 1.0,
    "reported.ja-de": 1.0,
    "reported.ja-ja": 1.0,
    "claimed.en-en": 0.25,
    "claimed.en-de": 0.25,
    "claimed.en-ja": 0.25,
    "claimed.de-en": 0.25,
    "claimed.de-de": 0.25,
    "claimed.de-ja": 0.25,
    "claimed.ja-en": 0.25,
    "claimed.ja-de": 0.25,
    "claimed.ja-ja": 0.25,
    "tatoeba.de-en": 0.5,
    "tatoeba.en-de": 0.5,
    "tatoeba.en-ja": 0.5,
    "tatoeba.ja-en": 0.5,
    "asked.en-en": 0.5,
    "shortened.de-en": 0.5,
    "shortened.en-de": 0.5,
    "shortened.de-ja": 0.5,
    "shortened.en-ja": 0.5,
    "shortened.ja-en": 0.5,
    "shortened.ja-de": 0.5,
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
