"""Writes gold records with their words hidden, to be kept in benchmarks/pool-gold.

python -m tools.hide_gold NN RECORDS_DIR        writes benchmarks/pool-gold/NN-NAME.json for each record
vanban evaluate benchmarks/pool-gold --documents DIR     compares with them; the documents lie in DIR/NN/
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline.evaluate.compare.answers import make_gold_answers
from pipeline.evaluate.compare.hidden import hide_answers, make_hidden_json

OUT = Path("benchmarks/pool-gold")


def main() -> None:
    """Hide the words of every record of a folder."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    OUT.mkdir(parents=True, exist_ok=True)
    for record in sorted(Path(sys.argv[2]).glob("*.json")):
        answers = make_gold_answers(json.loads(record.read_text("utf-8")))
        text = json.dumps(make_hidden_json(hide_answers(answers)), ensure_ascii=False, indent=1)
        (OUT / f"{sys.argv[1]}-{record.name}").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
