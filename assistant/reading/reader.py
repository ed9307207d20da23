"""What is read of hits, with the judge or without it: their order, their sentences, a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from assistant.embedding import Vectors
from assistant.index.collection import Collection
from assistant.reading.evidence import EvidenceFinder
from assistant.reading.examination import Examined, examine, reranked
from assistant.reading.judge import ANSWERS, CLAIMS, Judge
from assistant.reading.weights import ANSWERED, FITTED, JUDGED
from assistant.types import Evidence, Hit


class Reader:
    """Reads the hits of one index.

    Args:
        collection: what the index holds.
        judging: whether the reading model has a say; it is loaded when first needed.
        weighing: the network for claims, if one is loaded already.
    """

    def __init__(
        self, collection: Collection, *, judging: bool, weighing: Judge | None = None
    ) -> None:
        self.judging = judging
        self._loading = Lock()
        self._judges: dict[str, Judge] = {CLAIMS: weighing} if weighing else {}
        self.finder = EvidenceFinder(collection, FITTED, JUDGED)

    def _judge(self, name: str) -> Judge:
        """A network of the reading model; two first questions at once load it once.

        Raises:
            JudgeError: it does not load.
        """
        with self._loading:
            if name not in self._judges:
                self._judges[name] = Judge(name=name)
            return self._judges[name]

    def examined(self, question: str, hits: Sequence[Hit]) -> list[Examined]:
        """Returns what the judge says of each hit; nothing where it has no say."""
        return examine(self._judge(ANSWERS), question, hits) if self.judging else []

    def ordered(self, hits: Sequence[Hit], examined: Sequence[Examined]) -> list[Hit]:
        """Returns the hits, best first."""
        return reranked(examined) if examined else list(hits)

    def evidence(
        self,
        question: str,
        language: str,
        vector: Vectors,
        hits: Sequence[Hit],
        examined: Sequence[Examined],
    ) -> list[Evidence]:
        """Returns the sentences of the hits, best answer first.

        Args:
            vector: the question's, shape (dimension,).
        """
        return self.finder.find(question, language, vector, hits, examined)

    def stances(
        self, claim: str, passages: Sequence[str], *, cited: bool = False
    ) -> list[tuple[float, float]]:
        """Returns the judge's scores for support and contradiction, less that for neither.

        Zeros where the judge has no say.

        Args:
            cited: whether the passages are cited for the claim, not found for it: of these the
                network for answers has the say, which hostile drafts were tried on.
        """
        if not self.judging:
            return [(0.0, 0.0)] * len(passages)
        judge = self._judge(ANSWERS if cited else CLAIMS)
        decisive = [judge.decisive(windows).stances for windows in judge.read(claim, passages)]
        return [
            (float(supports - neither), float(contradicts - neither))
            for supports, contradicts, neither in decisive
        ]

    def answers(self, evidence: Sequence[Evidence]) -> bool:
        """Whether any sentence answers, as far as features and judge can tell."""
        read = [held.confidence for held in evidence if held.confidence is not None]
        if read:
            return max(read) >= ANSWERED.threshold
        return bool(evidence) and evidence[0].score >= FITTED.threshold
