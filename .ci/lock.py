"""Writes requirements.lock and requirements-dev.lock as pip resolves pyproject.toml now."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def resolved(target: str) -> dict[str, str]:
    """Returns versions by package name for an installation into an empty environment."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    done = subprocess.run(
        [*pip, "--dry-run", "--ignore-installed", "--report", "-", target],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    found = (entry["metadata"] for entry in json.loads(done.stdout)["install"])
    # A local version such as 2.13.0+cpu exists on some indexes only.
    return {
        item["name"].lower(): item["version"].split("+")[0]
        for item in found
        if item["name"] != "assistant"
    }


def write(name: str, versions: dict[str, str]) -> None:
    """Writes one lock file, sorted by package."""
    lines = [f"{package}=={version}\n" for package, version in sorted(versions.items())]
    (ROOT / name).write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Writes both files; the second holds only what tests need beyond the first."""
    runtime = resolved(".")
    development = resolved(".[dev]")
    write("requirements.lock", runtime)
    write(
        "requirements-dev.lock",
        {name: version for name, version in development.items() if name not in runtime},
    )


if __name__ == "__main__":
    main()
