#!/usr/bin/env python3
"""Turn hand-written annotation notes (one JSON object a line) into the form of corpus/README.md.

    PYTHONPATH=training python -m reader.notes NOTES.jsonl... -o OUT.jsonl        (without -o: only check)

corpus/README.md describes the notes. Every problem goes to stderr as
`FILE:LINE article ID, event N (TYPE), trigger "x": what is wrong; remedy`; with any problem nothing is written and the
exit status is 1. Events and quotes are counted from 1, sentences from 0. A surface is looked up as whole words in its
sentence (time and content, where that fails, as any substring); "@n" at its end picks the n-th such place, from 1.
"""

import argparse
import datetime
import json
import re
import sys
from pathlib import Path
from typing import Any

from reader.labels import CONTEXTS, MODES_OF, SECTORS, STATUSES

# Not those of knowledge/countries.tsv: that names no uninhabited territories, but former states and regions as well.
COUNTRIES = """INT XKX SUN YUG SCG DDR CSK
    ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR
    BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP
    CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB
    GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN
    KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD
    MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN
    PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM
    SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR
    UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE""".split()
TIME = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d))?)?)?|-W(\d\d))?", re.ASCII)
# Outer quotation marks, opening and closing.
MARKS = {"de": [("„", "“"), ("»", "«"), ("«", "»"), ('"', '"')], "en": [("“", "”"), ('"', '"')]}
SHAPES = {  # the keys of each object and the JSON types of their values
    "article": {"id": "string", "language": "string", "title": "string", "published": "string", "paragraphs": "list",
                "entities": "object", "events": "list", "quotes": "list"},
    "entity": {"name": "string", "type": "string", "country": "string or null", "sector": "string or null"},
    "event": {"s": "integer", "type": "string", "mode": "string or null", "contexts": "list", "trigger": "string",
              "actors": "list", "recipients": "list", "places": "list", "time": "list or null", "status": "string",
              "source": "string"},
    "quote": {"s": "integer", "type": "string", "content": "string", "cue": "string or null",
              "speaker": "list or null", "addressee": "list or null"},
}  # fmt: skip
JSON_TYPES = {str: "string", int: "integer", list: "list", dict: "object", type(None): "null"}


def iso_time(value: Any) -> bool:
    """Whether value is YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Www, YYYY-MM-DDTHH or YYYY-MM-DDTHH:MM."""
    if not isinstance(value, str) or not (match := TIME.fullmatch(value)):
        return False
    year, month, day, hour, minute, week = (int(part) if part else None for part in match.groups())
    try:
        datetime.datetime(year or 0, 1 if month is None else month, 1 if day is None else day, hour or 0, minute or 0)
        return week is None or bool(datetime.date.fromisocalendar(year or 0, week, 1))
    except ValueError:
        return False


def outer_mark(content: str, language: str) -> str:
    """The outer quotation mark that content starts or ends with, or ""."""
    for left, right in MARKS.get(language, []):
        starts, ends = content.startswith(left), content.endswith(right)
        odd = content.count(left) % 2 if left == right else content.count(left) != content.count(right)
        if (odd and (starts or ends)) or (starts and ends and right not in content[1:-1]):
            return left if starts else right
    return ""


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; a key given twice in it is an error."""
    keys = [key for key, _ in pairs]
    if twice := [key for key in keys if keys.count(key) > 1]:
        raise ValueError(f"key {twice[0]!r} stands twice in one object")
    return dict(pairs)


class Article:
    """One note on its way into the corpus form; what is wrong with it goes to `problems`."""

    def __init__(self, where: str, note: Any, problems: list[str]) -> None:
        self.where, self.note, self.problems = where, note, problems
        self.label = self.text = ""  # label: the part being checked
        self.spans: list[list[int]] = []  # of the sentences
        self.used: set[str] = set()  # entities

    def wrong(self, what: str, remedy: str) -> None:
        self.problems.append(f"{self.where}{self.label}: {what}; {remedy}")

    def shape(self, name: str, value: Any) -> bool:
        """Whether value is an object after SHAPES[name] (and, for an event or a quote, in a sentence that exists)."""
        if not isinstance(value, dict):
            self.wrong(f"the {name} is no JSON object", "write {…}")
            return False
        before = len(self.problems)
        for key, kinds in SHAPES[name].items():
            if key not in value:
                self.wrong(f'key "{key}" is missing', "add it (empty: null or [])")
            elif JSON_TYPES.get(type(value[key])) not in kinds.split(" or "):
                self.wrong(f'"{key}" is {json.dumps(value[key], ensure_ascii=False)[:40]}', f"make it {kinds}")
            elif key == "s" and not 0 <= value["s"] < len(self.spans):
                self.wrong(f"sentence {value['s']} does not exist", f"s goes from 0 to {len(self.spans) - 1}")
        for key in value.keys() - SHAPES[name].keys():
            self.wrong(f'unknown key "{key}"', f"allowed: {' '.join(SHAPES[name])}")
        return len(self.problems) == before

    def choice(self, name: str, value: Any, allowed: list[str]) -> None:
        if value not in allowed:
            some = "ISO 3166 alpha-3, INT or null" if allowed is COUNTRIES else " ".join(allowed)
            self.wrong(f'{name} "{value}" is not allowed', f"take one of: {some or 'null'}")

    def entity(self, role: str, identity: Any) -> None:
        if not isinstance(identity, str) or identity not in self.note["entities"]:
            self.wrong(f"{role} names the unknown entity {json.dumps(identity)}", "add it to entities or mend the id")
        else:
            self.used.add(identity)

    def find(self, role: str, number: int, surface: Any, loose: bool = False) -> list[int] | None:
        """The span of a surface in sentence `number`; None, with a problem noted, where it is not to be had."""
        tagged = re.fullmatch(r"(.+)@(\d+)", surface, re.DOTALL) if isinstance(surface, str) else None
        words, nth = (tagged[1], int(tagged[2])) if tagged else (surface, 0)
        begin, end = self.spans[number]
        sentence = self.text[begin:end]
        if not isinstance(words, str) or not words.strip() or words != words.strip():
            self.wrong(f"{role} {json.dumps(words)} is no surface", "write words, without outer white space")
            return None
        pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
        found = list(re.finditer(pattern, sentence)) or (list(re.finditer(re.escape(words), sentence)) if loose else [])
        if not found:
            others = [i for i, (b, e) in enumerate(self.spans) if re.search(pattern, self.text[b:e])]
            remedy = f"it stands in sentence {others[0]}: mend s or the surface" if others else "copy it verbatim"
            if words in sentence:
                remedy = "it is only part of a longer word there: take the whole word"
            self.wrong(f'{role} "{words}" is not in sentence {number} ("{sentence[:40]}…")', remedy)
        elif not tagged and len(found) > 1:
            self.wrong(f'{role} "{words}" stands {len(found)} times in sentence {number}', 'add "@n", from 1')
        elif tagged and not 1 <= nth <= len(found):
            self.wrong(f'{role} "{surface}": it stands {len(found)} times in sentence {number}', "mend the @n")
        else:
            match = found[max(nth - 1, 0)]
            return [begin + match.start(), begin + match.end()]
        return None

    def person(self, role: str, number: int, pair: Any) -> dict[str, Any] | None:
        """A participant, speaker or addressee in the corpus form."""
        if not isinstance(pair, list) or len(pair) != 2:
            self.wrong(f"{role} {json.dumps(pair, ensure_ascii=False)} is no pair", "write [surface or null, entity]")
            return None
        self.entity(role, pair[1])
        return {"entity": pair[1], "span": None if pair[0] is None else self.find(role, number, pair[0])}

    def event(self, event: Any) -> dict[str, Any] | None:
        """An event in the corpus form."""
        if not self.shape("event", event):
            return None
        s, time = event["s"], event["time"]
        self.choice("type", event["type"], list(MODES_OF))
        if event["type"] in MODES_OF and event["mode"] is not None:
            self.choice(f"mode of {event['type']}", event["mode"], MODES_OF[event["type"]])
        for context in event["contexts"]:
            self.choice("context", context, CONTEXTS)
        if len(event["contexts"]) > 2 or (len(event["contexts"]) == 2 and len(set(map(str, event["contexts"]))) < 2):
            self.wrong(f"contexts are {len(event['contexts'])} or repeated", "write none, one or two different ones")
        self.choice("status", event["status"], STATUSES)
        if event["source"] != "author":
            self.entity("source", event["source"])
        if re.search(r"\s", event["trigger"]):
            self.wrong("the trigger is more than one word", "take the word that carries the act")
        if time is not None and len(time) != 2:
            self.wrong("time is no pair", "write [surface, ISO value or null] or null")
        elif time is not None:
            if time[1] is not None and not iso_time(time[1]):
                self.wrong(f"time value {json.dumps(time[1])} is not ISO", "write YYYY, YYYY-MM, YYYY-MM-DD, YYYY-Www, "
                           "YYYY-MM-DDTHH, YYYY-MM-DDTHH:MM or null")  # fmt: skip
            time = {"span": self.find("time", s, time[0], loose=True), "value": time[1]}
        return {"sentence": self.spans[s], "type": event["type"], "mode": event["mode"], "contexts": event["contexts"],
                "trigger": self.find("trigger", s, event["trigger"]),
                "actors": [self.person("actor", s, pair) for pair in event["actors"]],
                "recipients": [self.person("recipient", s, pair) for pair in event["recipients"]],
                "places": [self.find("place", s, place) for place in event["places"]],
                "time": time, "status": event["status"], "source": event["source"]}  # fmt: skip

    def quote(self, quote: Any) -> dict[str, Any] | None:
        """A quotation in the corpus form."""
        if not self.shape("quote", quote):
            return None
        s, kind, content = quote["s"], quote["type"], re.sub(r"@\d+$", "", quote["content"])
        self.choice("type", kind, ["direct", "indirect", "free"])
        span = self.find("content", s, quote["content"], loose=True)
        rest = self.text[span[1] : self.spans[s][1]] if span else ""
        if kind == "direct" and (mark := outer_mark(content, self.note["language"])):
            self.wrong(f"direct content includes the outer quotation mark {mark}", "leave it out")
        if kind == "direct" and content.endswith(","):
            self.wrong("direct content ends with a comma", "leave it out")
        # A full stop within the sentence, as in "U.S.", belongs to an abbreviation.
        if kind != "direct" and re.search(r"(?<![.]\w)(?<![.])\.$", content) and not re.search(r"\w", rest):
            self.wrong(f"{kind} content ends with the full stop of the sentence", "leave it out")
        named = {role: quote[role] for role in ("speaker", "addressee")}
        people = {role: None if pair is None else self.person(role, s, pair) for role, pair in named.items()}
        cue = None if quote["cue"] is None else self.find("cue", s, quote["cue"])
        return {"sentence": self.spans[s], "type": kind, "content": span, "cue": cue, **people}

    def layout(self) -> bool:
        """Make the text and its sentence spans; whether paragraphs is of the right form."""
        for paragraph in self.note["paragraphs"]:
            if not isinstance(paragraph, list) or not paragraph or not all(isinstance(s, str) for s in paragraph):
                self.wrong("a paragraph is no list of sentences", 'write ["Sentence.", "Sentence."]')
                return False
            for i, sentence in enumerate(paragraph):
                self.text += (" " if i else "\n\n") if self.spans else ""
                if sentence != sentence.strip() or not sentence or "\n" in sentence:
                    self.wrong(f"sentence {len(self.spans)} is empty or has a line break or outer blank", "strip it")
                self.spans.append([len(self.text), len(self.text) + len(sentence)])
                self.text += sentence
        return True

    def corpus(self) -> dict[str, Any]:
        """The article in the corpus form; of no use where problems were noted."""
        note, entities = self.note, {}
        events: list[dict[str, Any] | None] = []
        quotes: list[dict[str, Any] | None] = []
        if not self.shape("article", note) or not self.layout():
            return {}
        self.choice("language", note["language"], ["de", "en"])
        if not iso_time(note["published"]) or len(note["published"]) != len("2000-01-01"):
            self.wrong(f'published "{note["published"]}" is no day', "write YYYY-MM-DD")
        if not note["id"].strip() or not note["title"].strip() or not self.spans:
            self.wrong("id, title or paragraphs is empty", "fill it in")
        for identity, entity in note["entities"].items():
            self.label = f", entity {identity}"
            if self.shape("entity", entity):
                entities[identity] = {key: entity[key] for key in SHAPES["entity"]}
                if not entity["name"].strip():
                    self.wrong("name is empty", "fill it in")
                self.choice("type", entity["type"], ["state", "person", "organisation", "group"])
                for key, allowed in (("country", COUNTRIES), ("sector", SECTORS)):
                    if entity[key] is not None:
                        self.choice(key, entity[key], allowed)
        for number, event in enumerate(note["events"], 1):
            kind, word = (event.get("type"), event.get("trigger")) if isinstance(event, dict) else (None, None)
            self.label = f', event {number} ({kind}), trigger "{word}"'
            act = self.event(event)
            same = [a for a in events if act and a and act["trigger"] and all(a[k] == act[k] for k in
                    ("type", "trigger", "status", "time"))]  # fmt: skip
            if same:
                self.wrong(f"same trigger, type, status and time as event {events.index(same[0]) + 1}", "make it one")
            events.append(act)
        for number, quote in enumerate(note["quotes"], 1):
            kind, word = (quote.get("type"), quote.get("content")) if isinstance(quote, dict) else (None, None)
            self.label = f', quote {number} ({kind}), content "{str(word)[:40]}"'
            said = self.quote(quote)
            for i, other in enumerate(quotes, 1):
                (b, e), (c, f) = ((said and said["content"]) or (0, 0)), ((other and other["content"]) or (0, 0))
                if b < f and c < e and ((b, e) == (c, f) or (b < c and e < f) or (c < b and f < e)):
                    self.wrong(f"overlaps quote {i}", "keep them apart (one may stand whole within the other)")
            quotes.append(said)
        self.label = ""
        for identity in note["entities"]:
            if identity not in self.used and None not in events + quotes:
                self.wrong(f"entity {identity} is never used", "use it or drop it")
        head = {key: note[key] for key in ("id", "language", "title", "published")}
        return {**head, "text": self.text, "sentences": self.spans, "entities": entities, "events": events,
                "quotes": quotes}  # fmt: skip


def convert(paths: list[Path]) -> tuple[list[dict[str, Any]], list[str]]:
    """The corpus articles of the notes files, and all problems."""
    done: list[dict[str, Any]] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path}:0 article ?: cannot be read: {error}; name a UTF-8 file")
            continue
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                note = json.loads(line, object_pairs_hook=unique)
            except ValueError as error:
                problems.append(f"{path}:{number} article ?: no valid JSON: {error}; write one whole object a line")
                continue
            identity = str(note.get("id")) if isinstance(note, dict) else "?"
            article = Article(f"{path}:{number} article {identity}", note, problems)
            if identity in seen:
                article.wrong(f"the id stands already in {seen[identity]}", "give it an id of its own")
            seen.setdefault(identity, f"{path}:{number}")
            done.append(article.corpus())
    return done, problems


def main(arguments: list[str] | None = None) -> int:
    """Check the notes named on the command line and write the corpus file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("notes", nargs="+", type=Path, metavar="NOTES.jsonl")
    parser.add_argument("-o", dest="out", type=Path, metavar="OUT.jsonl")
    options = parser.parse_args(arguments)
    articles, problems = convert(options.notes)
    if problems:
        print(*problems, f"{len(problems)} problem(s), nothing written", sep="\n", file=sys.stderr)
        return 1
    if options.out:
        lines = [json.dumps(article, ensure_ascii=False) + "\n" for article in articles]
        options.out.write_text("".join(lines), encoding="utf-8")
    counts = [sum(len(article[key]) for article in articles) for key in ("events", "quotes")]
    print(f"{len(articles)} articles, {counts[0]} events, {counts[1]} quotes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
