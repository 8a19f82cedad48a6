"""Fits the weights of src/clean/line_weights.inc.

    PYTHONPATH=training .venv/bin/python -m lines.fit

Features come from the program itself (build/release/bench/depesche_line_features), so that training and use see the same.
"""

import argparse
import json
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from lines.pages import BODY, JUNK, ROOT, Page, invent_pages

TOOL = ROOT / "build/release/bench/depesche_line_features"
WEIGHTS = ROOT / "src/clean/line_weights.inc"
COMMAND = "PYTHONPATH=training .venv/bin/python -m lines.fit"


@dataclass
class Line:
    fate: str
    features: list[int]
    text: str
    label: str = ""


def read_features(path: Path, weights: np.ndarray | None = None) -> tuple[list[tuple[str, int]], dict[str, list[Line]]]:
    """Blocks of features, and the lines of every article by its id, as the program sees them."""
    options = []
    if weights is not None:
        file = path.with_suffix(".weights")
        file.write_text(" ".join(f"{weight:.6g}" for weight in weights))
        options = ["--weights", file]
    output = subprocess.run([TOOL, *options, path], check=True, stdout=subprocess.PIPE, text=True).stdout
    blocks: list[tuple[str, int]] = []
    articles: dict[str, list[Line]] = {}
    lines: list[Line] = []
    for row in output.split("\n"):
        if row.startswith("block "):
            name, size = row.removeprefix("block ").split("\t")
            blocks.append((name, int(size)))
        elif row.startswith("article "):
            lines = articles.setdefault(row.removeprefix("article "), [])
        elif row:
            fate, features, text = row.split("\t", 2)
            lines.append(Line(fate, [int(feature) for feature in features.split()], text))
    return blocks, articles


def write_pages(pages: Iterable[Page], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for number, page in enumerate(pages):
            print(json.dumps({"id": str(number), "text": page.text()}, ensure_ascii=False), file=file)


def put_labels(pages: list[Page], articles: dict[str, list[Line]]) -> None:
    """The program splits a few lines of the head in two; whatever does not match stays without a label."""
    for number, page in enumerate(pages):
        at = 0
        for line in articles.get(str(number), []):
            matching = next(
                (i for i in range(at, min(at + 4, len(page.lines))) if page.lines[i][0].strip() == line.text), None
            )
            if matching is not None:
                line.label = page.lines[matching][1]
                at = matching + 1


def fit(lines: list[Line], size: int, strength: float) -> np.ndarray:
    """Weights of a logistic regression, the bias among the features."""
    rows = np.repeat(np.arange(len(lines)), [len(line.features) for line in lines])
    columns = np.concatenate([line.features for line in lines])
    matrix = csr_matrix((np.ones(len(columns), dtype=np.float32), (rows, columns)), shape=(len(lines), size))
    target = np.array([line.label == JUNK for line in lines])
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=300, tol=1e-3)
    return model.fit(matrix, target).coef_[0]


def table(name: str, weights: np.ndarray, blocks: list[tuple[str, int]]) -> str:
    rows, at = [], 0
    for block, size in blocks:
        if at == len(weights):
            break
        numbers = [f"{weight:.3f}f" for weight in weights[at : at + size]]
        rows.append(f"    // {block}")
        rows += ["    " + ", ".join(numbers[i : i + 11]) + "," for i in range(0, size, 11)]
        at += size
    return f"constexpr float {name}[] = {{\n" + "\n".join(rows) + "\n};\n"


def learnable(articles: dict[str, list[Line]]) -> list[Line]:
    return [line for lines in articles.values() for line in lines if line.fate == "text" and line.label in (BODY, JUNK)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=5, help="pages an article (default 5)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--strength", type=float, default=0.05, help="C of the regression (default 0.05)")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    pages = list(invent_pages(options.seed, options.pages))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.jsonl"
        write_pages(pages, path)
        blocks, articles = read_features(path)
        put_labels(pages, articles)
        lines = learnable(articles)
        print(f"{len(pages)} pages, {len(lines)} lines, {sum(line.label == JUNK for line in lines)} of them junk")
        size = sum(size for _, size in blocks)
        first = fit(lines, size - blocks[-1][1], options.strength)
        _, articles = read_features(path, first)
        put_labels(pages, articles)
        second = fit(learnable(articles), size, options.strength)
    options.out.write_text(
        f"// GENERATED BY {COMMAND}; DO NOT EDIT\n// clang-format off\n"
        + table("kFirstWeights", first, blocks)
        + table("kSecondWeights", second, blocks)
        + "// clang-format on\n"
    )


if __name__ == "__main__":
    main()
