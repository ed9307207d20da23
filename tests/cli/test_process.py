"""The program as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_PROGRAM = f"{sys.executable} -m assistant"


def _shell(line: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("ASSISTANT_")}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        env={**kept, "PYTHONPATH": str(_ROOT), **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.slow
def test_a_reader_that_leaves_ends_it_quietly(built: Path) -> None:
    ran = _shell(
        f"yes 'What does an H100 cost?' | head -400 | {_PROGRAM} ask --json | head -1",
        ASSISTANT_INDEX=str(built),
    )
    assert ran.stdout.startswith('{"question": "What does an H100 cost?"')
    assert ran.stdout.count("\n") == 1
    assert ran.stderr == ""


@pytest.mark.slow
def test_a_plain_locale_and_a_closed_input_are_no_trouble(built: Path) -> None:
    ran = _shell(
        f"{_PROGRAM} ask 学習費用はいくらですか && {_PROGRAM} ask --json <&-",
        ASSISTANT_INDEX=str(built),
        PYTHONIOENCODING="ascii",
        LC_ALL="C",
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("[1]によると")


@pytest.mark.slow
def test_a_full_disk_is_told_of(built: Path) -> None:
    ran = _shell(f"{_PROGRAM} index list > /dev/full", ASSISTANT_INDEX=str(built))
    assert ran.returncode == 1
    assert ran.stderr.startswith("Error: The output cannot be written (No space left on device).")
    assert "Traceback" not in ran.stderr


@pytest.mark.slow
def test_a_run_that_is_interrupted_says_how_to_go_on(built: Path, tmp_path: Path) -> None:
    items = tmp_path / "many.jsonl"
    rows = (
        {"id": f"q{n}", "question": f"What did {n} cost?", "language": "en"} for n in range(500)
    )
    items.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    out = tmp_path / "run"
    command = [sys.executable, "-m", "assistant", "eval", "run", items, "--out", out]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "ASSISTANT_INDEX": str(built)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not (out / "outcomes.jsonl").exists():
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said == f"To go on, give --out {out} with the same options\nStopped\n"


@pytest.mark.slow
def test_set_up_errors_end_with_2_and_without_a_traceback(tmp_path: Path) -> None:
    ran = _shell(f"{_PROGRAM} ask 'H100?' --index {tmp_path}/none")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("Error: There is no index at ")
