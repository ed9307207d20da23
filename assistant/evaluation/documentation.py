"""``python -m assistant.evaluation.documentation``: writes eval/item.schema.json."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.evaluation.items import schema

PATH = Path(__file__).parents[2] / "eval/item.schema.json"


def text() -> str:
    """Returns the published JSON Schema of one line of a set."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
