"""Loads dataset folders as their users do, and tells what came of it as JSON: python load_dataset.py FOLDER..."""
import json
import os
import sys
import tempfile

os.environ["HF_DATASETS_OFFLINE"] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HOME"] = tempfile.mkdtemp()

from datasets import load_dataset  # noqa: E402


def told(folder):
    rows = load_dataset(folder)
    provenance = load_dataset(folder, "provenance")
    of_rows = {id for split in provenance.values() for sample in split for id in sample["rows"]}
    ids = [row["id"] for split in rows.values() for row in split]
    return {
        "splits": {name: split.num_rows for name, split in rows.items()},
        "features": {name: str(feature) for name, feature in rows["train"].features.items()},
        "provenance": {name: split.num_rows for name, split in provenance.items()},
        "same": of_rows == set(ids) and len(ids) == len(of_rows),
        "first": rows["train"][0] if rows["train"].num_rows else None,
    }


print(json.dumps({folder: told(folder) for folder in sys.argv[1:]}, ensure_ascii=False))
