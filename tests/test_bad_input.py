"""Inputs, models and places that are not what they should be: exit codes, and messages that name file, place and remedy."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import Depesche, Run, data_folder, environment, program
from records import checked, json_line, sha256

Write = Callable[[str, bytes | str], Path]

GOOD_DE = (
    "Minister Karl Tal traf am Montag in Wien seine Kollegin Anna Berg. „Wir sind uns einig“, sagte Berg nach dem Treffen."
)
GOOD_EN = "Minister Carl Vale met his colleague Ann Hill in Vienna on Monday. “We agree,” Hill said after the meeting."
MODEL = data_folder() / "models" / "reader"
KNOWLEDGE = data_folder() / "knowledge"

JUNK = """Schreiben Sie einen Kommentar
Ihre E-Mail-Adresse wird nicht veröffentlicht. Erforderliche Felder sind mit * markiert
Kommentar *
Name *
E-Mail-Adresse *
Kommentar abschicken
Teilen
Facebook
Twitter
"""


def noise(size: int) -> bytes:
    return random.Random(7).randbytes(size)


def gzipped(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(data) + packer.flush()


# --- files that are refused ---


@dataclass
class Refused:
    name: str
    content: bytes
    parts: list[str] = field(default_factory=list)


REFUSED = [
    Refused("empty", b"", ["empty"]),
    Refused("blank", b" \r\n\t\n\xc2\xa0\n", ["no text in it"]),
    Refused("byte order mark and nothing", b"\xef\xbb\xbf\n", ["no text in it"]),
    Refused("PNG", b"\x89PNG\r\n\x1a\n" + noise(300), ["a PNG picture", "give its text"]),
    Refused("JPEG", b"\xff\xd8\xff\xe0" + noise(300), ["a JPEG picture", "give its text"]),
    Refused("PDF", b"%PDF-1.7\n" + noise(300), ["a PDF document", "give its text"]),
    Refused("random bytes", noise(5000), ["binary", "give the article's text"]),
    Refused("gzip of binary data", gzipped(noise(5000)), ["binary", "give the article's text"]),
    Refused("zip", b"PK\x03\x04" + noise(100), ["the archive cannot be read", "runcated"]),
    Refused("HTML of nothing", b"\n<!doctype HTML>\n<html><head><title>Titel</title></head></html>", ["no text in it"]),
    Refused("HTML without an article", b"<html><body><nav>Start</nav></body></html>", ["no text in it"]),
    Refused("JSON array", b'[{"text": "a"}, {"text": "b"}]', ["a JSON array", "one object per line"]),
    Refused("zero byte", GOOD_DE.encode() + b"\0" + GOOD_DE.encode(), ["byte offset 121", "give the article's text"]),
    Refused("UTF-16 of nothing", "\ufeff \r\n".encode("utf-16-le"), ["no text in it"]),
    Refused("only junk lines", JUNK.encode(), ["no text in it", "comment_form", "share", "--clean none"]),
]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_refused_files(case: Refused, depesche: Depesche, write: Write) -> None:
    path = write("article.txt", case.content)
    run = depesche("read", "--json", path).fails(1, f"depesche: {path}: ", *case.parts)
    assert run.stdout == b""


@pytest.mark.parametrize("case", [REFUSED[0], REFUSED[3], REFUSED[7]], ids=lambda case: case.name)
def test_refused_from_standard_input(case: Refused, depesche: Depesche) -> None:
    depesche("read", "--json", "-", stdin=case.content).fails(1, "depesche: standard input: ", *case.parts)


def test_too_large_for_the_limit(depesche: Depesche, write: Write) -> None:
    path = write("article.txt", GOOD_DE * 10)
    depesche("read", "--max-bytes", "1000", path).fails(1, f"{path}: ", "1210 bytes", "1000 bytes", "raise --max-bytes")


# --- files that are odd but can be read ---


@dataclass
class Odd:
    name: str
    content: bytes
    text: str
    warning: str | None = None


FRENCH = """Le ministre a rencontré lundi son homologue à Paris et lui a demandé de retirer ses troupes.
L'ambassadeur a refusé de répondre aux questions des journalistes, mais il a promis une déclaration avant la fin du mois."""
POLISH = """Minister spotkał się w poniedziałek w Warszawie ze swoim odpowiednikiem i odrzucił jego żądania.
Rzecznik rządu zapowiedział, że rozmowy będą kontynuowane w przyszłym tygodniu."""
JAPANESE = "外務大臣は月曜日に東京で会談し、協定に署名した。両国は国境問題について協議を続けることで合意した。"

ODD = [
    Odd("UTF-8 with byte order mark", b"\xef\xbb\xbf" + GOOD_DE.encode(), GOOD_DE),
    Odd("UTF-16 little end first", ("\ufeff" + GOOD_DE).encode("utf-16-le"), GOOD_DE),
    Odd("UTF-16 big end first", ("\ufeff" + GOOD_DE).encode("utf-16-be"), GOOD_DE),
    Odd("windows-1252", GOOD_DE.encode("cp1252"), GOOD_DE, "windows-1252"),
    Odd(
        "a broken byte in UTF-8",
        GOOD_DE.encode().replace(b"nach dem", b"n\xe4ch dem") + " Größe, Übermut, Äpfel, Öl".encode(),
        GOOD_DE.replace("nach dem", "n\ufffdch dem") + " Größe, Übermut, Äpfel, Öl",
        "broken UTF-8",
    ),
    Odd("cut within a character", GOOD_DE.encode() + " „So".encode() + b"\xe2\x80", GOOD_DE + " „So\ufffd", "broken UTF-8"),
    Odd("CR LF", GOOD_DE.replace(". ", ".\r\n\r\n").encode() + b"\r\n", GOOD_DE.replace(". ", ".\n\n")),
    Odd("one word", b"Hochwasser", "Hochwasser"),
    Odd("French", FRENCH.encode(), "", "fr"),
    Odd("Polish", POLISH.encode(), "", "pl"),
    Odd("Japanese", JAPANESE.encode(), "", "ja"),
]


@pytest.fixture(scope="module")
def odd(depesche: Depesche, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("odd")
    paths = []
    for i, case in enumerate(ODD):
        paths.append(folder / f"{i:02}.txt")
        paths[-1].write_bytes(case.content)
    return depesche("read", "--json", *paths)


@pytest.mark.parametrize("case", ODD, ids=lambda case: case.name)
def test_odd_files_are_read(case: Odd, odd: Run) -> None:
    assert (odd.rc, odd.stderr) == (0, "")
    record = odd.records()[ODD.index(case)]
    if case.text:
        assert record["article"]["text"] == case.text
        assert (case.warning is None) == (not [warning for warning in record["warnings"] if "language" not in warning])
    else:
        assert record["article"]["language"] == case.warning
        assert any("German and English only" in warning for warning in record["warnings"])
    if case.warning:
        assert any(case.warning in warning for warning in record["warnings"]), record["warnings"]


# --- JSON lines: one bad line does not spoil the others ---

BAD_LINES = {
    "broken off": (b'{"text": "Der Minis', ["not valid JSON", "at character"]),
    "no object": (b'"text"', ["must be a JSON object"]),
    "no text": (b'{"title": "Nur ein Titel"}', ["has no `text`"]),
    "empty text": (b'{"text": "  "}', ["`text` is empty"]),
    "text is a number": (b'{"text": 7}', ["`text` must be a string", "a number"]),
    "title is a list": (b'{"text": "Der Minister kam.", "title": ["a"]}', ["`title` must be a string", "a list"]),
    "only junk in it": (json_line(text=JUNK).rstrip(), ["no text in it"]),
    "HTML": (b"<html>", ["not valid JSON"]),
    "too long": (json_line(text="Nein. " * 9_000_000).rstrip(), ["bytes", "raise --max-bytes"]),
}


@pytest.fixture(scope="module")
def bad_lines(depesche: Depesche, tmp_path_factory: pytest.TempPathFactory) -> tuple[Run, Path]:
    """One file in which every second line is bad."""
    path = tmp_path_factory.mktemp("lines") / "news.jsonl"
    lines = [json_line(text=GOOD_DE, id=0)]
    for i, (bad, _) in enumerate(BAD_LINES.values(), start=1):
        lines += [bad + b"\n", json_line(text=GOOD_EN, id=i)]
    path.write_bytes(b"".join(lines))
    return depesche("read", "--json", path), path


def test_bad_lines_do_not_spoil_the_good_ones(bad_lines: tuple[Run, Path]) -> None:
    run, _ = bad_lines
    bad = len(BAD_LINES)
    run.fails(1, f"{bad} of {2 * bad + 1} inputs failed")
    assert [record["article"]["given_id"] for record in run.records()] == [str(i) for i in range(bad + 1)]


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_line_is_told_with_its_number(name: str, bad_lines: tuple[Run, Path]) -> None:
    run, path = bad_lines
    number = 2 * list(BAD_LINES).index(name) + 2
    (message,) = [line for line in run.stderr.splitlines() if line.startswith(f"depesche: {path}: line {number}: ")]
    for part in BAD_LINES[name][1]:
        assert part in message
    assert len(message) < 500


def test_a_file_of_50_megabytes_on_one_line(depesche: Depesche, write: Write) -> None:
    path = write("article.txt", b"Nein " * 10_000_000)
    depesche("read", "--json", path).fails(1, f"{path}: ", "50000000 bytes", "raise --max-bytes or split the file")


@dataclass
class OddLine:
    name: str
    line: bytes
    text: str
    warning: str


ODD_LINES = [
    OddLine("half a surrogate pair", rb'{"text": "Der Minister \ud83d kam."}', "Der Minister \ufffd kam.", "surrogate"),
    OddLine("halves in the wrong order", rb'{"text": "Ja \udc4d\ud83d."}', "Ja \ufffd\ufffd.", "surrogate"),
    OddLine("zero", rb'{"text": "Der Minister \u0000 kam."}', "Der Minister \ufffd kam.", "U+0000"),
    OddLine("broken UTF-8", b'{"text": "Der Gr\xc3\xbc\xc3\xbcne \xffkam."}', "Der Grüüne \ufffdkam.", "broken UTF-8"),
    OddLine("a pair", rb'{"text": "Der Minister \ud83d\udc4d kam."}', "Der Minister 👍 kam.", ""),
    OddLine("a date that is none", json_line(text=GOOD_EN, published="soon").rstrip(), GOOD_EN, "soon"),
    OddLine("a language that is none", json_line(text=GOOD_EN, language="klingonisch").rstrip(), GOOD_EN, "klingonisch"),
]


@pytest.fixture(scope="module")
def odd_lines(depesche: Depesche) -> Run:
    return depesche("read", "--json", "-", stdin=b"\n".join(case.line for case in ODD_LINES))


@pytest.mark.parametrize("case", ODD_LINES, ids=lambda case: case.name)
def test_odd_lines_are_read(case: OddLine, odd_lines: Run) -> None:
    assert (odd_lines.rc, odd_lines.stderr) == (0, "")
    record = odd_lines.records()[ODD_LINES.index(case)]
    assert record["article"]["text"] == case.text
    if case.warning:
        assert any(case.warning in warning for warning in record["warnings"])


# --- long texts ---


def long_text(words: int) -> str:
    """An invented chronicle; no two sentences are alike."""
    names = ["Tal", "Berg", "Voss", "Lund", "Harms", "Grün", "Brink", "Kamp"]
    towns = ["Lindenau", "Nordmoor", "Altenfeld", "Überstedt", "Hinterthal"]
    acts = ["wies die Vorwürfe zurück", "traf den Bürgermeister", "forderte mehr Geld", "blieb zu Hause", "las einen Brief"]
    sentences, count = [], 0
    while count < words:
        n = len(sentences)
        sentence = (
            f"Am {n % 28 + 1}. Tag des Jahres {1700 + n % 320} {acts[n % 5].split()[0]} {names[n % 8]} in {towns[n % 5]}"
        )
        sentence += f" {' '.join(acts[n % 5].split()[1:])}, Blatt {n}."
        count += len(sentence.split())
        sentences.append(sentence)
    return "\n\n".join(" ".join(sentences[i : i + 12]) for i in range(0, len(sentences), 12))


def check_long(words: int, depesche: Depesche, write: Write) -> None:
    text = long_text(words)
    record = depesche("read", "--json", "--threads", "2", write("chronicle.txt", text)).record()
    assert record["article"]["text"] == text
    assert record["events"]
    assert record["events"][-1]["trigger"][0] > len(text) * 0.9


def test_20000_words(depesche: Depesche, write: Write) -> None:
    check_long(20_000, depesche, write)


@pytest.mark.skipif(os.environ.get("DEPESCHE_SLOW") != "1", reason="takes minutes; DEPESCHE_SLOW=1 runs it")
def test_200000_words(depesche: Depesche, write: Write) -> None:
    check_long(200_000, depesche, write)


# --- places ---


def test_path_that_is_not_there(depesche: Depesche, tmp_path: Path) -> None:
    path = tmp_path / "missing.txt"
    depesche("read", path).fails(1, f"depesche: {path}: cannot be read: No such file or directory")


def test_dangling_link(depesche: Depesche, tmp_path: Path) -> None:
    path = tmp_path / "link.txt"
    path.symlink_to(tmp_path / "missing.txt")
    depesche("read", path).fails(1, f"depesche: {path}: cannot be read: No such file or directory")
    depesche("read", tmp_path).fails(1, f"depesche: {path}: cannot be read: No such file or directory")


def test_file_without_permission(depesche: Depesche, write: Write) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    path = write("secret.txt", GOOD_DE)
    path.chmod(0)
    depesche("read", path).fails(1, f"depesche: {path}: cannot be read: Permission denied")


def test_folder_without_articles(depesche: Depesche, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text("x")
    depesche("read", folder).fails(1, f"depesche: {folder}: no file in this folder")


def test_device_is_not_read(depesche: Depesche) -> None:
    depesche("read", "/dev/zero").fails(1, "depesche: /dev/zero: is a device")


def test_folder_that_holds_itself_is_walked_once(depesche: Depesche, write: Write) -> None:
    path = write("news/a.txt", GOOD_DE)
    (path.parent / "loop").symlink_to(path.parent)
    run = depesche("read", "--json", path.parent)
    assert (run.rc, run.stderr) == (0, "")
    assert len(run.records()) == 1


@pytest.mark.parametrize("option", ["--csv", "--quotes-csv"])
def test_table_that_cannot_be_written(option: str, depesche: Depesche, write: Write, tmp_path: Path) -> None:
    table = tmp_path / "missing" / "events.csv"
    depesche("read", option, table, write("a.txt", GOOD_DE)).fails(
        2, f"depesche: {table}: cannot be written: No such file or directory"
    )
    depesche("read", option, tmp_path, write("a.txt", GOOD_DE)).fails(
        2, f"depesche: {tmp_path}: cannot be written: Is a directory"
    )


def test_full_disk(depesche: Depesche, write: Write) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    path = write("a.txt", GOOD_DE)
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [program(), "read", "--json", path], stdout=full, stderr=subprocess.PIPE, env=environment(None), check=False
        )
    Run(done.returncode, b"", done.stderr.decode()).fails(2, "standard output cannot be written: No space left on device")


def test_standard_output_closed_by_the_reader(write: Write) -> None:
    """depesche … | head -n 1: the program ends, without a crash and without a flood of messages."""
    long_line = json_line(text=GOOD_DE, url="https://example.org/" + "x" * 200_000)  # more than a pipe holds
    path = write("news.jsonl", 4 * long_line)
    with subprocess.Popen(
        [program(), "read", "--json", path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(None),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        checked(process.stdout.readline())
        process.stdout.close()
        message = process.stderr.read().decode()
        rc = process.wait()
    # A signal of a broken pipe is how such a run ends in C; telling it by the exit code is as good.
    assert rc in (0, 2, -13)
    assert len(message.splitlines()) <= 1
    assert "terminate" not in message


def test_standard_input_closed() -> None:
    command = 'exec "$0" read --json - <&-'
    done = subprocess.run(["sh", "-c", command, program()], capture_output=True, env=environment(None), check=False)
    Run(done.returncode, done.stdout, done.stderr.decode()).fails(
        1, "depesche: standard input: cannot be read: Bad file descriptor"
    )


def test_standard_input_twice(depesche: Depesche) -> None:
    run = depesche("read", "--json", "-", "-", stdin=GOOD_DE.encode())
    run.fails(1, "depesche: standard input: given more than once")
    assert len(run.records()) == 1


# --- the program's own files ---


def linked(folder: Path, to: Path) -> Path:
    """A folder whose files are links to those of `folder`."""
    to.mkdir()
    for path in folder.iterdir():
        (to / path.name).symlink_to(path)
    return to


def replace(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


MODEL_FILES = ["tokenizer.model", "labels.json", "reader.xml", "roles.bin", "speakers.xml", "MANIFEST.tsv"]


def test_model_folder_is_missing(depesche: Depesche, write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "no-model"
    run = depesche("read", "--model", folder, write("a.txt", GOOD_DE))
    run.fails(2, f"model {folder}", "no such folder", "--model")


@pytest.mark.parametrize("name", MODEL_FILES)
def test_model_file_is_missing(name: str, depesche: Depesche, write: Write, tmp_path: Path) -> None:
    folder = linked(MODEL, tmp_path / "model")
    (folder / name).unlink()
    depesche("read", "--model", folder, write("a.txt", GOOD_DE)).fails(
        2, f"model {folder}", name, "git checkout models", "--model"
    )


@pytest.mark.parametrize("name", [name for name in MODEL_FILES if name != "MANIFEST.tsv"])
def test_one_byte_of_a_model_file_is_changed(name: str, depesche: Depesche, write: Write, tmp_path: Path) -> None:
    folder = linked(MODEL, tmp_path / "model")
    data = bytearray((MODEL / name).read_bytes())
    data[len(data) // 2] ^= 1
    replace(folder / name, bytes(data))
    run = depesche("read", "--model", folder, write("a.txt", GOOD_DE))
    run.fails(2, f"model {folder}", f"{name}: damaged", "checksum", "git checkout models")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("reader.xml", b"<net name='x'></net>"),
        ("reader.xml", b"no model"),
        ("tokenizer.model", b"no model"),
        ("labels.json", b"{}"),
        ("labels.json", b"{"),
        ("roles.xml", b""),
    ],
    ids=["another network", "no XML", "no tokenizer", "labels without a name", "labels that are no JSON", "an empty file"],
)
def test_model_that_is_none_but_has_the_right_checksums(
    name: str, content: bytes, depesche: Depesche, write: Write, tmp_path: Path
) -> None:
    folder = linked(MODEL, tmp_path / "model")
    replace(folder / name, content)
    manifest = (MODEL / "MANIFEST.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in manifest.splitlines()]
    sums = [[row[0], sha256(content) if row[0] == name else row[1], *row[2:]] for row in lines]
    replace(folder / "MANIFEST.tsv", ("\n".join("\t".join(row) for row in sums) + "\n").encode())
    run = depesche("read", "--model", folder, write("a.txt", GOOD_DE))
    # What the libraries that read these files print of their own accord is not ours to judge.
    ours = Run(run.rc, run.stdout, "\n".join(line for line in run.stderr.splitlines() if line.startswith("depesche: ")))
    ours.fails(2, f"depesche: model {folder}: ", name.split(".")[0])
    assert "terminate" not in run.stderr


def test_knowledge_folder_is_missing(depesche: Depesche, write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "no-knowledge"
    run = depesche("read", "--knowledge", folder, write("a.txt", GOOD_DE))
    run.fails(2, str(folder), "none of countries.tsv", "knowledge/README.md")


@pytest.mark.parametrize(
    ("name", "damage", "part"),
    [
        ("countries.tsv", lambda lines: [*lines[:4], lines[4] + "\tone more", *lines[5:]], "line 5"),
        ("roles.tsv", lambda lines: [lines[0].replace("sector", "vector"), *lines[1:]], "'sector'"),
        ("cameo.tsv", lambda lines: [], "empty"),
    ],
    ids=["a field too many", "a column missing", "empty"],
)
def test_broken_knowledge_table(
    name: str, damage: Callable[[list[str]], list[str]], part: str, depesche: Depesche, write: Write, tmp_path: Path
) -> None:
    lines = (KNOWLEDGE / name).read_text(encoding="utf-8").splitlines()
    broken = "\n".join(damage(lines)).encode()
    data = tmp_path / "data"
    data.mkdir()
    (data / "models").symlink_to(data_folder() / "models")
    folder = linked(KNOWLEDGE, data / "knowledge")
    replace(folder / name, broken)
    run = depesche("read", write("a.txt", GOOD_DE), env={"DEPESCHE_DATA": str(data)})
    run.fails(2, "knowledge", str(folder / name), part, "git checkout knowledge")
    own = tmp_path / "own"
    own.mkdir()
    (own / name).write_bytes(broken)
    run = depesche("read", "--knowledge", own, write("b.txt", GOOD_DE))
    run.fails(2, "knowledge", str(own / name), part, "knowledge/README.md")


def test_compiled_knowledge_that_is_damaged(depesche: Depesche, write: Write, tmp_path: Path) -> None:
    """An installed program: the compiled tables stand beside it and go before the folder."""
    compiled = program().parent / "knowledge.bin"
    (tmp_path / "bin").mkdir()
    (tmp_path / "share").mkdir()
    installed = Path(shutil.copy(program(), tmp_path / "bin"))
    data = tmp_path / "share" / "depesche"
    data.mkdir()
    for name in ("models", "knowledge"):
        (data / name).symlink_to(data_folder() / name)
    damaged = bytearray(compiled.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (tmp_path / "bin" / "knowledge.bin").write_bytes(damaged)
    command = [installed, "read", write("a.txt", GOOD_DE)]
    env = {name: value for name, value in os.environ.items() if name != "DEPESCHE_DATA"}
    run = subprocess.run(command, env=env, capture_output=True, text=True)
    assert run.returncode == 2
    assert str(tmp_path / "bin" / "knowledge.bin") in run.stderr
    assert "checksum" in run.stderr
    assert "make build" in run.stderr
    shutil.copy(compiled, tmp_path / "bin")
    run = subprocess.run(command, env=env, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_knowledge_table_that_is_not_utf8(depesche: Depesche, write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "roles.tsv").write_bytes((KNOWLEDGE / "roles.tsv").read_text(encoding="utf-8").encode("utf-16"))
    run = depesche("read", "--knowledge", folder, write("a.txt", GOOD_DE))
    run.fails(2, "knowledge", str(folder / "roles.tsv"), "not UTF-8")


def test_version_without_a_model_says_so(depesche: Depesche, tmp_path: Path) -> None:
    shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    (tmp_path / "models").mkdir()
    run = depesche("--version", env={"DEPESCHE_DATA": str(tmp_path)})
    assert run.rc == 0
    assert "not ready" in run.text
    assert str(tmp_path) in run.text


def test_bad_lines_are_what_they_claim() -> None:
    for name, (line, _) in BAD_LINES.items():
        assert b"\n" not in line, name
    with pytest.raises(json.JSONDecodeError):
        json.loads(BAD_LINES["broken off"][0])
