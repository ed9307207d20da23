"""The reading model: (question or claim, passage) -> answer span, answerability, entailment.

One encoder of 21 million weights with three heads, trained by ``assistant.reading.training``
(see its model card) and run by onnxruntime in 8 bits; torch is not needed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from assistant.errors import JudgeError
from assistant.language import detect_language
from assistant.reading.windows import Span, Tokens, Window, tokenize, windows
from assistant.types import Judgement, Language

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from sentencepiece import SentencePieceProcessor

MODEL = Path(__file__).with_name("model")
"""Folder of the networks, their calibrations, and the tokenizer and words that they share."""
ANSWERS, CLAIMS = "judge", "claims"
"""Names of the networks: what is learnt of claims costs answers, with so few weights."""

_OUTPUTS = ("spans", "answerable", "stances")
_LONGEST = 32
"""Tokens of an answer."""
_FAR_BELOW = -30.0
"""Log probability under which the network rules something out."""
_READ = 20_000
"""Characters of a passage that are read; what an index holds is far shorter."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns the network's scores into probabilities; fitted on data held out of training.

    Source: Platt 1999 for the answer; Guo et al. 2017, On Calibration of Modern Neural Networks,
    for the temperature of the stances.
    """

    answerable: float = 1.0
    """Weight of the answerable head's score."""
    span: float = 0.0
    """Weight of the best span's log probability."""
    shift: float = 0.0
    shifts: Mapping[str, float] = field(default_factory=dict)
    """By the query's language: what the network has seen answered more often it believes more."""
    temperature: float = 1.0
    """Of the stances' scores."""

    @classmethod
    def read(cls, fitted: Mapping[str, Any]) -> Calibration:
        """Returns the calibration of a ``judge.json``."""
        shifts = {language: float(value) for language, value in fitted.get("shifts", {}).items()}
        single = {name: float(value) for name, value in fitted.items() if name != "shifts"}
        return cls(**single, shifts=shifts)


@dataclass(frozen=True)
class Reading:
    """What the network says of one window, before calibration."""

    passage: Tokens
    language: Language
    """Of the query."""
    starts: Floats
    """Log probability that the answer starts at each token of the passage."""
    ends: Floats
    answerable: float
    stances: Floats
    """Scores, shape (3,): supports, contradicts, neither."""

    @cached_property
    def best(self) -> tuple[Span, float]:
        """The best span of the window, in characters of the passage, with its log probability."""
        return self.best_within(0, self.passage.spans[-1][1] if len(self.passage) else 0)

    def best_within(self, start: int, end: int) -> tuple[Span, float]:
        """Returns the best span that lies within a stretch of the passage's characters.

        A stretch without a token of this window gets an empty span that is ruled out.
        """
        inside = [
            place
            for place, (first, last) in enumerate(self.passage.spans)
            if start <= first < last <= end
        ]
        if not inside:
            return (start, start), 2 * _FAR_BELOW - 1
        first, last = _best_pair(self.starts[inside], self.ends[inside])
        span = self.passage.spans[inside[first]][0], self.passage.spans[inside[last]][1]
        return span, float(self.starts[inside[first]] + self.ends[inside[last]])


class Judge:
    """One loaded model.

    Args:
        folder: with ``judge.onnx``, ``words.bin``, ``pieces.model`` and ``judge.json``.
        name: of the network, in the place of ``judge``.

    Raises:
        JudgeError: the model is missing or does not load.
    """

    def __init__(self, folder: Path = MODEL, name: str = ANSWERS) -> None:
        self._session, self._tokenizer, self.calibration = _load(folder, name)
        # One window a thread is faster than one padded batch, and no window colours another.
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="judge")

    def judge(self, query: str, passages: Sequence[str]) -> list[Judgement]:
        """Returns one judgement a passage."""
        read = self.read(query, passages)
        return [self._judgement(text, of_one) for text, of_one in zip(passages, read, strict=True)]

    def read(self, query: str, passages: Sequence[str]) -> list[list[Reading]]:
        """Returns what the network says of the windows of each passage, at least one each."""
        asked, *tokens = tokenize(self._tokenizer, [text[:_READ] for text in (query, *passages)])
        cut = [windows(asked, passage) for passage in tokens]
        flat = [window for group in cut for window in group]
        language = detect_language(query)
        readings = iter(list(self._pool.map(lambda one: self._run(one, language), flat)))
        return [[next(readings) for _ in group] for group in cut]

    def answerable(self, reading: Reading) -> float:
        """Returns the calibrated probability that a window answers."""
        weights = self.calibration
        score = weights.answerable * reading.answerable + weights.span * reading.best[1]
        score += weights.shift + weights.shifts.get(reading.language, 0.0)
        return 1 / (1 + float(np.exp(-np.clip(score, -50, 50))))

    def stances(self, reading: Reading) -> Floats:
        """Returns the calibrated probabilities, shape (3,): supports, contradicts, neither."""
        scores = reading.stances / self.calibration.temperature
        chances: Floats = np.exp(_log_softmax(scores))
        return chances

    def decisive(self, read: Sequence[Reading]) -> Reading:
        """Returns the window that is the least neutral about a claim."""
        return min(read, key=lambda one: float(self.stances(one)[2]))

    def _judgement(self, text: str, read: Sequence[Reading]) -> Judgement:
        """The window that answers best gives the span, the least neutral one the stance."""
        answering = max(read, key=self.answerable)
        (start, end), _ = answering.best
        stances = self.stances(self.decisive(read))
        return Judgement(
            answer=text[start:end],
            start=start,
            end=end,
            answerable=self.answerable(answering),
            supports=float(stances[0]),
            contradicts=float(stances[1]),
            neither=float(stances[2]),
        )

    def _run(self, window: Window, language: Language) -> Reading:
        spans, answerable, stances = self._scores(window)
        inside = spans[0, window.first : window.first + len(window.passage)]
        return Reading(
            passage=window.passage,
            language=language,
            starts=np.maximum(_log_softmax(inside[:, 0]), _FAR_BELOW),
            ends=np.maximum(_log_softmax(inside[:, 1]), _FAR_BELOW),
            answerable=float(answerable[0, 0]),
            stances=stances[0],
        )

    def _scores(self, window: Window) -> tuple[Floats, Floats, Floats]:
        ids, types = (np.array([one], dtype=np.int64) for one in (window.ids, window.types))
        try:
            outputs = self._session.run(_OUTPUTS, {"ids": ids, "types": types})
        except Exception as error:  # onnxruntime raises bare exceptions of its own
            raise JudgeError(
                f"The reading model does not run ({error})",
                "Free memory, or set ASSISTANT_JUDGE=false to answer without it",
            ) from error
        return outputs[0], outputs[1], outputs[2]


def _load(folder: Path, name: str) -> tuple[InferenceSession, SentencePieceProcessor, Calibration]:
    try:
        from onnxruntime import InferenceSession, SessionOptions, set_default_logger_severity
        from sentencepiece import SentencePieceProcessor

        set_default_logger_severity(3)
        options: Any = SessionOptions()
        options.intra_op_num_threads = 1
        session = InferenceSession(
            str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
        )
        tokenizer = SentencePieceProcessor(model_file=str(folder / "pieces.model"))
        settings = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        return session, tokenizer, Calibration.read(settings["calibration"])
    except Exception as error:  # the libraries raise bare exceptions of their own
        raise JudgeError(
            f"The reading model does not load ({error})",
            "Reinstall the program, or export a trained model to " + str(folder),
        ) from error


def _best_pair(starts: Floats, ends: Floats) -> tuple[int, int]:
    """The most probable first and last token of an answer of at most ``_LONGEST`` tokens."""
    joint = starts[:, None] + ends[None, :]
    allowed = np.tri(len(joint), dtype=bool).T & np.tri(len(joint), k=_LONGEST - 1, dtype=bool)
    place = int(np.where(allowed, joint, -np.inf).argmax())
    return divmod(place, len(ends))


def _log_softmax(scores: Floats) -> Floats:
    if not len(scores):
        return scores
    shifted = scores - scores.max()
    logs: Floats = shifted - np.log(np.exp(shifted).sum())
    return logs
