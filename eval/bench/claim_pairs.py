"""Writes what the judge may learn of the tuned claims: each with sentences that are weighed for it.

    python eval/bench/claim_pairs.py FOLDER    # FOLDER/pairs0.jsonl and pairs1.jsonl
    python -m assistant.reading.training train --pairs FOLDER/pairs0.jsonl ...

The claims of eval/sets/claims.jsonl marked ``tune`` fall in two halves. A judge that has learnt one
half says of the other what it says of claims that it has not seen, so that eval/bench/fit_claims.py
can fit on it. The sentences are the sources', hence nothing of this is committed. Needs shared data
(ASSISTANT_SHARED).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from claim_sets import ClaimSets, half_of
from fit_claims import Read, read_claims

from assistant.claims.weighing import passage_of

NEAREST, FAR = 4, 1
"""Sentences that leave a claim open: of one without evidence the nearest, of others the last."""


def main() -> None:
    """Writes a file for each half into the folder that is given."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    halves: tuple[list[str], list[str]] = ([], [])
    for read in read_claims(ClaimSets(judging=False)):
        halves[half_of(read.item)].extend(json.dumps(one, ensure_ascii=False) for one in _of(read))
    for number, lines in enumerate(halves):
        (folder / f"pairs{number}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _of(read: Read) -> Iterator[dict[str, str]]:
    """Yields a claim's pairs: quoted sentences decide, others only where they surely do not."""
    open_to = range(NEAREST) if not read.item.sources else range(-FAR, 0)
    kept = {place % max(len(read.weighed), 1) for place in open_to}
    for place, (one, stance) in enumerate(zip(read.weighed, read.stances, strict=True)):
        if stance or place in kept:
            yield {
                "claim": read.item.claim,
                "language": read.item.language,
                "passage": passage_of(one.evidence),
                "read": one.evidence.language,
                "label": {1: "e", -1: "c", 0: "n"}[stance],
            }


if __name__ == "__main__":
    main()
