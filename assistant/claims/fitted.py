"""Weights fitted by eval/bench/fit_claims.py on the tuned claims of eval/sets/claims.jsonl.

CITED on those alone whose id begins with c: with it the verification of drafts was tried on
hostile sentences, of which weights fitted on all of them refuse more that are true.
"""

from __future__ import annotations

from assistant.claims.weights import StanceWeights

JUDGED = StanceWeights(
    deciding=(
        0.955,
        -0.11,
        1.281,
        -0.535,
        -0.451,
        1.473,
        0.024,
        -1.401,
        -1.639,
        0.662,
        1.4,
        0.571,
        -1.391,
        -1.434,
        0.457,
        1.596,
        -0.313,
        -0.229,
        1.024,
        0.54,
        1.814,
    ),
    siding=(
        0.903,
        0.648,
        0.673,
        -1.553,
        0.214,
        -1.444,
        0.508,
        0.586,
        1.265,
        1.11,
        -1.406,
        -2.58,
        -0.19,
        -1.205,
        0.34,
    ),
    supported=0.7,
    contradicted=0.4,
    opposed=0.9,
    slope=0.678,
    shifts={
        "contradicted": 0.896,
        "disputed": -0.456,
        "not_enough_evidence": 0.177,
        "supported": 2.085,
    },
)
CITED = StanceWeights(
    deciding=(
        0.436,
        0.467,
        0.551,
        0.295,
        -0.588,
        0.845,
        -0.071,
        -0.45,
        -0.967,
        0.61,
        0.948,
        0.358,
        -0.675,
        -0.188,
        0.11,
        1.267,
        -0.179,
        -0.591,
        0.248,
        0.629,
        0.329,
    ),
    siding=(
        0.887,
        0.633,
        0.881,
        -1.204,
        0.884,
        -1.668,
        -0.172,
        0.75,
        1.801,
        1.028,
        -0.875,
        -1.849,
        0.202,
        -1.344,
        0.213,
    ),
    supported=0.45,
    contradicted=0.25,
    opposed=0.9,
    slope=0.899,
    shifts={
        "supported": 1.197,
        "contradicted": 0.799,
        "disputed": 1.498,
        "not_enough_evidence": -0.865,
    },
)
UNJUDGED = StanceWeights(
    deciding=(
        0.0,
        0.0,
        1.828,
        -1.029,
        -0.377,
        2.019,
        0.454,
        -1.377,
        -1.146,
        0.522,
        1.671,
        0.678,
        -1.3,
        -2.199,
        0.349,
        1.592,
        -0.461,
        -0.174,
        1.344,
        0.923,
        2.676,
    ),
    siding=(
        0.0,
        0.0,
        1.081,
        -1.464,
        -0.476,
        -1.846,
        0.497,
        0.679,
        1.74,
        1.269,
        -1.859,
        -3.762,
        -0.224,
        -1.934,
        0.484,
    ),
    supported=0.7,
    contradicted=0.4,
    opposed=0.9,
    slope=0.725,
    shifts={
        "contradicted": 0.764,
        "disputed": -0.325,
        "not_enough_evidence": -0.226,
        "supported": 1.71,
    },
)


def stance_weights(*, judging: bool, cited: bool = False) -> StanceWeights:
    """Returns the fitted weights.

    Args:
        judging: whether the judge's scores are among the features.
        cited: whether the sentences are cited for the claim, not found for it.
    """
    if not judging:
        return UNJUDGED
    return CITED if cited else JUDGED
