"""Makes the reading model: ``python -m assistant.reading.training train``, then ``export``."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import JudgeError
from assistant.reading.judge import ANSWERS, CLAIMS, MODEL, Calibration, Judge
from assistant.reading.training import base, vocabulary

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

_DATA = Path(__file__).parents[4] / "shared" / "data"
_RUN = Path("indexes/judge")


def main() -> None:
    """Reads the options and does what the first one says."""
    options = _parser().parse_args()
    options.act(options)


def train(options: argparse.Namespace) -> None:
    """Trains until the last step; run again to go on after a stop."""
    import torch

    from assistant.reading.training import batches, mixture, network, own, trainer

    plan = trainer.Plan(steps=options.steps, rate=options.rate, seed=options.seed)
    torch.manual_seed(plan.seed)
    # By itself torch counts two threads of one core as one.
    torch.set_num_threads(os.cpu_count() or 1)
    weights, tokenizer, words = _base()
    judge = network.base_network(weights, torch.from_numpy(words.dense()))
    if options.start and (options.out / "state.json").exists():
        raise JudgeError(f"{options.out} holds a run already", "Leave out --start to go on with it")
    if options.start:
        network.load_weights(judge, options.start)
    examples = [*mixture.training_examples(options.data), *own.pairs(options.pairs)]
    trainer.Trainer(judge, plan, options.out).run(
        batches.encode(tokenizer, examples), [one.source for one in examples], mixture.SHARES
    )


def export(options: argparse.Namespace) -> None:
    """Writes the model that ships: network, tokenizer, calibration."""
    from safetensors.numpy import load_file

    from assistant.reading.training import calibrate
    from assistant.reading.training import export as writer

    weights, tokenizer, words = _base()
    folder: Path = options.to
    folder.mkdir(parents=True, exist_ok=True)
    runs = [options.out, *options.average]
    trained = writer.averaged([load_file(run / "weights.safetensors") for run in runs])
    writer.export(trained, weights.shape, words, folder / f"{options.name}.onnx")
    (folder / "pieces.model").write_bytes(tokenizer.serialized_model_proto())
    states = [json.loads((run / "state.json").read_text(encoding="utf-8")) for run in runs]
    described = folder / f"{options.name}.json"
    _describe(described, states, Calibration())
    _describe(described, states, calibrate.calibrated(Judge(folder, options.name), options.data))


def _describe(path: Path, states: list[dict[str, object]], calibration: Calibration) -> None:
    content = {"training": states, "calibration": asdict(calibration)}
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _base() -> tuple[base.BaseWeights, SentencePieceProcessor, base.Blocks]:
    from sentencepiece import SentencePieceProcessor

    weights = base.BaseWeights(base.bundled_weights())
    kept = vocabulary.kept_pieces(weights.pieces)
    words = weights.matrix("emb.word", weights.shape.vocabulary)
    return (
        weights,
        SentencePieceProcessor(model_proto=vocabulary.build_tokenizer(weights.pieces, kept)),
        base.Blocks(words.values[kept], words.scales[kept]),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="assistant.reading.training", description=__doc__)
    commands = parser.add_subparsers(required=True)
    training = commands.add_parser("train", help="from the base, on a CPU or a GPU")
    training.add_argument("--start", type=Path, help="weights, or a graph, to start from")
    training.add_argument("--steps", type=int, default=5000)
    training.add_argument("--rate", type=float, default=2e-4, help="highest learning rate")
    training.add_argument("--seed", type=int, default=1)
    training.add_argument(
        "--pairs", type=Path, nargs="*", default=[], help="of eval/bench/claim_pairs.py"
    )
    training.set_defaults(act=train)
    exporting = commands.add_parser("export", help="to ONNX, with calibration")
    exporting.add_argument("--to", type=Path, default=MODEL, help="folder of the model")
    exporting.add_argument(
        "--name", choices=(ANSWERS, CLAIMS), default=ANSWERS, help="the network's"
    )
    exporting.add_argument(
        "--average", type=Path, nargs="*", default=[], help="checkpoints to take the mean with"
    )
    exporting.set_defaults(act=export)
    for command in (training, exporting):
        command.add_argument("--data", type=Path, default=_DATA, help="public data sets")
        command.add_argument("--out", type=Path, default=_RUN, help="checkpoints")
    return parser


if __name__ == "__main__":
    main()
