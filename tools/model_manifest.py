#!/usr/bin/env python3
"""Write MANIFEST.tsv of a model folder: model_manifest.py DIR [--source TEXT] [--licence TEXT].

The reader loads only what the manifest names and only with the checksums it gives (src/read/model_files.h).
"""

import argparse
import hashlib
from pathlib import Path

NAMES = [
    "antecedents.bin",
    "antecedents.xml",
    "calibration.json",
    "labels.json",
    "reader.bin",
    "reader.xml",
    "roles.bin",
    "roles.xml",
    "speakers.bin",
    "speakers.xml",
    "tokenizer.model",
]
OPTIONAL = ["antecedents.bin", "antecedents.xml", "calibration.json"]  # models without such a head; not yet calibrated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--source", default="trained for Depesche on multilingual-e5-small; see CARD.md")
    parser.add_argument("--licence", default="CC-BY-SA-4.0")
    options = parser.parse_args()
    rows = ["file\tsha256\tsource\tlicence"]
    for name in NAMES:
        path = options.folder / name
        if path.exists() or name not in OPTIONAL:
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            rows.append(f"{name}\t{digest}\t{options.source}\t{options.licence}")
    (options.folder / "MANIFEST.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
