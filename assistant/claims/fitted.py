"""Weights fitted by eval/bench/fit_claims.py on the tuned claims of eval/sets/claims.jsonl.

CITED on those alone whose id begins with c: with it the verification of drafts was tried on
hostile sentences, of which weights fitted on all of them refuse more that are true.
"""

from __future__ import annotations

from assistant.claims.weights import StanceWeights

JUDGED = StanceWeights(
    deciding=(
        0.985,
        -0.13,
        1.046,
        -0.296,
        -0.491,
        1.455,
        0.116,
        -0.933,
        -1.245,
        0.564,
        0.908,
        0.391,
        -1.261,
        -1.138,
        0.381,
        1.377,
        -0.57,
        -0.279,
        0.931,
        0.365,
        1.565,
    ),
    siding=(
        0.582,
        0.166,
        0.487,
        -0.794,
        0.513,
        -0.756,
        0.25,
        0.228,
        0.534,
        0.465,
        -0.364,
        -0.619,
        -0.105,
        -0.264,
        0.048,
    ),
    supported=0.6,
    contradicted=0.4,
    opposed=0.9,
    slope=1.107,
    shifts={
        "supported": 2.02,
        "contradicted": 0.9,
        "disputed": -0.104,
        "not_enough_evidence": -0.208,
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
        2.016,
        -1.172,
        -0.413,
        2.066,
        0.438,
        -1.482,
        -1.475,
        0.527,
        1.882,
        0.425,
        -1.431,
        -2.186,
        0.558,
        1.716,
        -0.743,
        -0.249,
        1.372,
        0.914,
        3.0,
    ),
    siding=(
        0.0,
        0.0,
        0.632,
        -1.169,
        0.399,
        -1.203,
        0.394,
        0.358,
        0.808,
        0.78,
        -0.807,
        -1.492,
        -0.134,
        -0.614,
        0.214,
    ),
    supported=0.55,
    contradicted=0.35,
    opposed=0.9,
    slope=0.837,
    shifts={
        "supported": 1.68,
        "contradicted": 0.804,
        "disputed": -0.162,
        "not_enough_evidence": -0.384,
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
