"""Weights fitted by eval/bench/fit_claims.py on the tuned claims of eval/sets/claims.jsonl.

CITED on those alone whose id begins with c: with it the verification of drafts was tried on
hostile sentences, of which weights fitted on all of them refuse more that are true.
"""

from __future__ import annotations

from assistant.claims.weights import StanceWeights

JUDGED = StanceWeights(
    deciding=(
        1.133,
        -0.008,
        1.472,
        -0.634,
        -0.37,
        1.626,
        0.324,
        -1.473,
        -1.513,
        0.604,
        1.681,
        0.631,
        -1.088,
        -1.537,
        0.607,
        1.67,
        -0.365,
        -0.055,
        0.922,
        0.583,
        2.207,
    ),
    siding=(
        1.221,
        0.449,
        0.596,
        -1.429,
        0.233,
        -1.758,
        0.482,
        0.394,
        1.583,
        1.064,
        -1.185,
        -2.731,
        -0.19,
        -1.191,
        0.466,
    ),
    supported=0.65,
    contradicted=0.4,
    opposed=0.9,
    slope=0.614,
    shifts={
        "contradicted": 1.278,
        "disputed": -0.142,
        "not_enough_evidence": 0.48,
        "supported": 1.967,
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
        1.225,
        -0.442,
        -0.391,
        1.715,
        0.517,
        -0.606,
        -0.527,
        0.461,
        1.327,
        0.585,
        -1.088,
        -1.625,
        0.035,
        1.039,
        -0.323,
        -0.105,
        1.127,
        0.641,
        1.875,
    ),
    siding=(
        0.0,
        0.0,
        0.955,
        -1.401,
        -0.475,
        -2.118,
        0.68,
        0.496,
        1.944,
        1.307,
        -1.931,
        -3.939,
        -0.277,
        -1.893,
        0.542,
    ),
    supported=0.6,
    contradicted=0.35,
    opposed=0.9,
    slope=0.832,
    shifts={
        "contradicted": 0.876,
        "disputed": -0.189,
        "not_enough_evidence": -0.016,
        "supported": 1.482,
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
