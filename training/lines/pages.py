"""Invents scraped pages: articles of corpus/own with junk of corpus/lines before, between and after their paragraphs.

Every page has the habits of one invented site: where its captions and offers stand, how long its lists are, how its
lines are set apart. Some pages are bare articles, others have hardly any text.
"""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

BODY, JUNK, TITLE = "body", "junk", "title"

FIRST_NAMES = (
    "Ada Jonas Mira Henrik Leonie Tobias Clara Emil Ruth Oskar Nadia Piet Selma Ivo Greta Malik Irene Declan Fiona "
    "Graham Hazel Imran Joyce Kieran Lorna Martin Nell Owen Priya Rory"
).split()
LAST_NAMES = (
    "Albrink Birkholz Carstens Dornseif Ellerkamp Falkenried Grothe Hollenstedt Issendorf Jansky Kaltwasser Lindwurm "
    "Mohrdieck Niebling Ostrau Pellworm Quandel Rehsteiner Sandvoss Tannhoff Ashdown Brackley Cottrell Dunmore Everly "
    "Fairlamb Goddington Hartwell Inglesby Jessop Kingsmill Lockridge Marlow Northcote Osgood Pemberly"
).split()
NICKNAMES = "wanderfalke77 miri_k otto.normal Nordlicht old_salt BookishBee jtm1962 Reader_from_Hull grumpyhare K.L.".split()
AGENCIES = ("dpa", "AFP", "AP", "Reuters", "APA", "epa", "Getty Images", "imago", "Getty", "EPA", "PA", "Keystone")


@dataclass(frozen=True)
class Language:
    """What fills the slots of the snippets."""

    outlets: tuple[str, ...]
    cities: tuple[str, ...]
    places: tuple[str, ...]
    topics: tuple[str, ...]
    days: tuple[str, ...]
    months: tuple[str, ...]
    organisations: tuple[str, ...]


LANGUAGES = {
    "de": Language(
        ("Küstenbote", "Morgenwacht", "Lindauer Anzeigeblatt", "Elbschau", "Tagwerk", "Der Südkurs", "Radio Hanse"),
        ("Altenbrück", "Neuwiesen", "Sankt Marten", "Hohenfelde", "Berlin", "Wien", "Brüssel", "Genf", "Kairo", "Warschau"),
        ("Ungarn", "Ägypten", "Kenia", "Georgien", "Frankreich", "Japan", "Kolumbien", "Serbien", "Pakistan", "Mali"),
        ("Rente", "Klimageld", "Getreide", "Asyl", "Energiewende", "Stahlzölle", "Wahlrecht", "Fischerei", "Gaspreise"),
        ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        tuple("Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()),
        ("Verkehrsverbund", "Bauernbund", "Seehafengesellschaft", "Ärztekammer", "Grüne Liste", "Stahlwerke Altenbrück"),
    ),
    "en": Language(
        ("The Harbour Ledger", "Weyford Echo", "Northmoor Post", "Daily Lantern", "Capital Dispatch", "Radio Estuary"),
        ("Weyford", "Stonehaven Bay", "Port Ellery", "Northmoor", "London", "Nairobi", "Geneva", "Ottawa", "Delhi", "Cairo"),
        ("Hungary", "Egypt", "Kenya", "Georgia", "France", "Japan", "Colombia", "Serbia", "Pakistan", "Mali"),
        ("pensions", "grain", "asylum", "steel tariffs", "fishing rights", "gas prices", "voting rules", "school meals"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        tuple("January February March April May June July August September October November December".split()),
        ("Transit Authority", "Farmers Union", "Port Company", "Medical Council", "Green List", "Ellery Steel"),
    ),
}


# Letters for letters of the same sort: words that nobody knows, with the look of a language.
FOREIGN = str.maketrans("aeioubcdfghklmnprstvwAEIOUBCDFGHKLMNPRSTVW", "eiouacdfgbhlkmpnrtsvzEIOUACDFGBHLKMPNRTSVZ")


@dataclass
class Page:
    language: str
    title: str
    lines: list[tuple[str, str]] = field(default_factory=list)  # text, label
    gap: str = "\n"

    def text(self) -> str:
        return self.gap.join(text for text, _ in self.lines)


def read_articles(folder: Path, language: str) -> list[dict]:
    paths = sorted(folder.glob(f"{language}*.train.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def read_snippets(path: Path) -> dict[str, list[str]]:
    snippets: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            snippets[row["kind"]].append(row["text"])
    return dict(snippets)


class Site:
    """One page's surroundings: draws snippets and fills their slots, with names of the article among them."""

    def __init__(self, language: str, article: dict, others: list[dict], snippets: dict[str, list[str]], rng: random.Random):
        self.language = language
        self.words = LANGUAGES[language]
        self.article = article
        self.others = others
        self.snippets = snippets
        self.rng = rng
        self.outlet = rng.choice(self.words.outlets)
        self.agency = rng.choice(AGENCIES)
        self.caption_style = rng.randrange(8)
        self.list_style = rng.choice((0, 1, 1, 2, 3, 4, 5, 6))
        entities = article["entities"].values()
        self.persons = [entity["name"] for entity in entities if entity["type"] == "person"] or [self.name()]
        self.organisations = [entity["name"] for entity in entities if entity["type"] == "organisation"]
        self.organisations = self.organisations or list(self.words.organisations)
        self.places = self.places_of(article) or list(self.words.places)

    @staticmethod
    def places_of(article: dict) -> list[str]:
        spans = [place for event in article["events"] for place in event["places"]]
        return [article["text"][begin:end] for begin, end in spans if end - begin < 25]

    def name(self) -> str:
        return f"{self.rng.choice(FIRST_NAMES)} {self.rng.choice(LAST_NAMES)}"

    def date(self) -> str:
        day, month, year = self.rng.randint(1, 28), self.rng.randint(1, 12), self.rng.randint(2008, 2026)
        name = self.words.months[month - 1]
        if self.language == "de":
            return self.rng.choice(
                (f"{day:02}.{month:02}.{year}", f"{day}. {name} {year}", f"{day:02}.{month:02}.{year % 100:02}")
            )
        return self.rng.choice((f"{name} {day}, {year}", f"{name[:3]} {day:02}, {year}", f"{day} {name} {year}"))

    def time(self) -> str:
        hour, minute = self.rng.randint(0, 23), self.rng.randint(0, 59)
        if self.language == "de":
            return f"{hour:02}{self.rng.choice('.:')}{minute:02}"
        return self.rng.choice(
            (f"{hour:02}:{minute:02}", f"{hour % 12 + 1}:{minute:02} {self.rng.choice(('am', 'pm', 'AM', 'PM'))}")
        )

    def fill(self, text: str, off_topic: bool = False) -> str:
        """Fills the slots; off_topic: none of the article's own names, as in headlines of other articles."""
        rng, words = self.rng, self.words
        if "{" not in text:
            return text
        own = not off_topic
        person = rng.choice(self.persons) if own else self.name()
        values = {
            "person": person,
            "person_last": person.split()[-1],
            "person2": rng.choice(self.persons) if own and rng.random() < 0.1 else self.name(),
            "person3": self.name(),
            "place": rng.choice(self.places if own and rng.random() < 0.7 else words.places),
            "place2": rng.choice(words.places),
            "city": rng.choice(self.places if own and rng.random() < 0.4 else words.cities),
            "org": rng.choice(self.organisations if own and rng.random() < 0.8 else words.organisations),
            "outlet": self.outlet,
            "outletdomain": self.outlet.lower().replace(" ", "").replace("ü", "ue") + ".example",
            "agency": self.agency if rng.random() < 0.6 else rng.choice(AGENCIES),
            "date": self.date(),
            "day": rng.choice(words.days),
            "time": self.time(),
            "n": str(rng.randint(1, 9)),
            "year": str(rng.randint(2005, 2026)),
            "month": rng.choice(words.months),
            "topic": rng.choice(words.topics),
            "title": self.article["title"],
            "nick": rng.choice(NICKNAMES),
            "headline": self.headline() if "{headline}" in text else "",
        }
        for slot, value in values.items():
            text = text.replace("{" + slot + "}", value)
        return text

    def draw(self, kind: str, off_topic: bool = False) -> str:
        return self.fill(self.rng.choice(self.snippets[kind]), off_topic)

    def some(self, kind: str, least: int, most: int) -> list[str]:
        return [self.draw(kind) for _ in range(self.rng.randint(least, most))]

    def headline(self) -> str:
        if self.rng.random() < 0.5:
            return self.rng.choice(self.others)["title"]
        return self.fill(self.rng.choice(self.snippets["headline"]), off_topic=self.rng.random() < 0.6)

    # Runs of junk lines.

    def caption(self) -> list[str]:
        """A picture: description, caption and credit, in one line or in several, the same for a whole site."""
        rng = self.rng
        caption, credit = self.draw("caption"), self.draw("credit")
        if rng.random() < 0.1:
            begin, end = rng.choice(self.article["sentences"])
            text = " ".join(self.article["text"][begin:end].split())
            return rng.choice(([text, credit], [text, f"{text} {credit}"], [text, text], [f"{text} {credit}", text]))
        alt = self.description() if rng.random() < 0.6 else self.draw("alt")
        bare = caption.rstrip(".")
        return (
            [caption],
            [caption, credit],
            [bare, f"{bare} {rng.choice(('(Photo: ' + self.agency + ')', '© ' + self.agency, '| ' + credit, credit))}"],
            [alt, f"{caption} {credit}"] if rng.random() < 0.6 else [f"{caption} {credit}", caption],
            [alt, caption, credit] if rng.random() < 0.5 else [alt],
            [caption, caption] + ([credit] if rng.random() < 0.5 else []),
            [f"{bare} ({credit})"] if not credit.startswith("(") else [f"{bare} {credit}"],
            [alt] if rng.random() < 0.5 else [credit],
        )[self.caption_style if rng.random() < 0.8 else rng.randrange(8)]

    def description(self) -> str:
        """What is seen in a picture, as those are told who cannot see it."""
        rng = self.rng
        text = " ".join(self.draw(kind) for kind in ("alt_subject", "alt_action", "alt_setting"))
        if rng.random() < 0.3:
            text += (", " if rng.random() < 0.5 else ". ") + " ".join(
                self.draw(kind) for kind in ("alt_subject", "alt_action")
            )
        if rng.random() < 0.35:
            text += f"{rng.choice((' ', ', '))}{self.draw('alt_setting')}"
        return text + rng.choice(("", "", "."))

    def teaser(self) -> str:
        """Of another article: invented, or how that one begins."""
        if self.rng.random() < 0.5:
            return self.draw("teaser", off_topic=True)
        other = self.rng.choice(self.others)
        begin, end = self.rng.choice(other["sentences"][:3])
        return " ".join(other["text"][begin:end].split())

    def entry(self) -> list[str]:
        """One article in a list of others."""
        headline = self.headline()
        return (
            [headline],
            [headline],
            [f"{headline} {headline}", self.teaser(), self.draw("byline")],
            [self.draw("kicker"), headline],
            [headline, self.draw("dateline")]
            if self.rng.random() < 0.6
            else [self.draw("alt"), headline, self.draw("byline")],
            [headline, self.teaser()],
            [self.draw("kicker"), headline, self.teaser(), self.draw("reading")],
        )[self.list_style]

    def related(self, most: int) -> list[str]:
        lines = [self.draw("related")] if self.rng.random() < 0.85 else []
        for _ in range(self.rng.randint(1, most)):
            lines += self.entry()
        return lines

    def linked(self) -> str:
        return self.fill(self.rng.choice([text for text in self.snippets["related"] if "{headline}" in text]))

    def offer(self) -> list[str]:
        kind = self.rng.choice(
            ("newsletter", "newsletter", "app", "subscribe", "subscribe", "offer_long", "offer_long", "login")
        )
        return self.some(kind, 1, 4)

    def between(self) -> list[str]:
        rng = self.rng
        kind = rng.choices(
            ("caption", "advert", "link", "related", "offer", "player", "cookie", "other"), (34, 14, 12, 10, 12, 6, 5, 7)
        )[0]
        match kind:
            case "caption":
                return self.caption()
            case "advert":
                return [self.draw("advert")]
            case "link":
                return [self.linked() if rng.random() < 0.75 else self.headline()]
            case "related":
                return self.related(3)
            case "offer":
                return self.offer()
            case "player":
                return self.some("player", 1, 3) + ([self.headline()] if rng.random() < 0.4 else [])
            case "cookie":
                return self.some("cookie", 1, 4)
        return [
            self.draw(
                rng.choice(("share", "comment_ui", "listen", "pagination", "correction", "shop", "widget", "section", "tag"))
            )
        ]

    def head(self, amount: float) -> list[tuple[str, str]]:
        rng = self.rng
        lines: list[tuple[str, str]] = []

        def junk(texts: list[str]) -> None:
            lines.extend((text, JUNK) for text in texts)

        def perhaps(share: float) -> bool:
            return rng.random() < share * amount

        if perhaps(0.3):
            junk(self.some("menu", 1, 14))
        if perhaps(0.25):
            junk(self.some("breadcrumb", 1, 3))
        if perhaps(0.15):
            junk([self.draw(rng.choice(("widget", "cookie", "advert", "share", "login")))])
        if perhaps(0.2):
            junk(self.caption())
        if perhaps(0.4):
            junk(self.some("section", 1, 2))
        if perhaps(0.25):
            junk([self.draw("kicker")])
        if rng.random() < 0.85:
            lines.append((self.article["title"], TITLE))
            if perhaps(0.1):
                lines.append((self.article["title"], TITLE))
        late = []
        for share, kind, most in (
            (0.55, "byline", 1), (0.15, "role", 1), (0.5, "dateline", 2), (0.25, "reading", 1), (0.4, "share", 4),
            (0.15, "comment_ui", 1), (0.12, "listen", 2), (0.12, "player", 3), (0.06, "subscribe", 3), (0.06, "cookie", 2),
        ):  # fmt: skip
            if perhaps(share):
                late.append(self.some(kind, 1, most))
        rng.shuffle(late)
        for texts in late:
            junk(texts)
        for _ in range(rng.choice((0, 1, 1, 2))):
            if perhaps(0.6):
                junk(self.caption())
        return lines

    def foot(self, amount: float) -> list[str]:
        rng = self.rng
        lines: list[str] = []
        blocks = []
        for share, make in (
            (0.35, lambda: self.some("byline", 1, 2)),
            (0.25, lambda: self.some("bio", 1, 2)),
            (0.25, lambda: self.some("tag", 1, 6)),
            (0.3, lambda: self.some("share", 1, 4)),
            (0.12, lambda: self.some("correction", 1, 1)),
            (0.25, self.offer),
            (0.4, lambda: self.related(8)),
            (0.15, lambda: self.related(5)),
            (0.25, lambda: self.some("comment_ui", 1, 6)),
            (0.08, lambda: self.some("cookie", 1, 3)),
            (0.12, self.caption),
            (0.1, lambda: self.some("player", 1, 4)),
            (0.05, lambda: self.some("event", 1, 5)),
            (0.08, lambda: self.some("widget", 1, 4)),
            (0.05, lambda: self.some("shop", 1, 4)),
            (0.1, lambda: self.some("advert", 1, 1)),
            (0.1, lambda: self.some("pagination", 1, 3)),
            (0.08, self.comments),
        ):
            if rng.random() < share * amount:
                blocks.append(make)
        if rng.random() < 0.4:
            rng.shuffle(blocks)
        for make in blocks:
            lines += make()
        if rng.random() < 0.35 * amount:
            lines += self.some("footer", 1, 8)
        return lines

    def comments(self) -> list[str]:
        lines = self.some("comment_ui", 1, 2)
        for _ in range(self.rng.randint(1, 5)):
            lines += [self.draw("comment_ui")] if self.rng.random() < 0.5 else []
            lines.append(" ".join(self.some("comment", 1, 3)))
        return lines

    # The article itself.

    def paragraphs(self) -> list[str]:
        rng, article = self.rng, self.article
        whole, sentences = [], article["sentences"]
        first = 0 if rng.random() < 0.9 else rng.randrange(len(sentences))  # some begin in the middle
        cut = rng.choice((0.0, 0.3, 0.3, 0.5, 0.5, 0.7, 1.0))  # how often a paragraph ends after a sentence
        for index, (begin, end) in enumerate(sentences[first:], start=first):
            text = " ".join(article["text"][begin:end].split())
            new = index == first or "\n" in article["text"][sentences[index - 1][1] : begin]
            if new or rng.random() < cut:
                whole.append(text)
            else:
                whole[-1] += " " + text
        return whole

    def body(self) -> list[str]:
        """Lines of the article, with subheads, lists and questions as its site has them."""
        rng = self.rng
        paragraphs = self.paragraphs()
        if rng.random() < 0.15:  # a short report
            paragraphs = paragraphs[: rng.randint(1, 4)]
        if rng.random() < 0.15:
            paragraphs[0] = f"{rng.choice(self.places).upper()} ({self.agency}) {rng.choice('-–—')} {paragraphs[0]}"
        if rng.random() < 0.1:
            paragraphs[-1] += f" ({self.agency.lower()}/{rng.choice(LAST_NAMES)[:3].lower()})"
        subheads = rng.random() < 0.5
        questions = rng.random() < 0.06
        dates = rng.random() < 0.1  # a chronicle or a ticker
        date = rng.choice(self.snippets["body_date"])
        advice = rng.random() < 0.12  # speaks to its readers
        lines: list[str] = []
        for index, paragraph in enumerate(paragraphs):
            if index > 0 and questions and rng.random() < 0.5:
                lines.append(self.draw("body_question"))
            elif dates and rng.random() < 0.5:
                lines.append(self.fill(date))
            elif index > 1 and subheads and rng.random() < 0.2:
                lines.append(self.subhead(paragraph))
            lines.append(paragraph)
            if advice and rng.random() < 0.6:
                lines.append(" ".join(self.some("body_advice", 1, 2)))
            if rng.random() < (0.02 if len(paragraphs) > 4 else 0.05):
                lines.append(self.draw("body_sentence"))
            if index > 0 and rng.random() < 0.015:
                mark = rng.choice(("", "", "– ", "• ", "* "))
                lines += [mark + item for item in self.some("body_item", 2, 5)]
        if rng.random() < 0.025:  # its days or points, in a row
            lines += [self.draw("body_sentence")] * rng.randint(0, 1)
            lines += [
                self.fill(date) if dates or rng.random() < 0.7 else self.draw("body_item") for _ in range(rng.randint(3, 7))
            ]
        return lines

    def standfirst(self, body: list[str]) -> str:
        """One of the first paragraph's sentences, perhaps without its full stop, or one of its own."""
        if self.rng.random() < 0.4:
            return self.draw("standfirst")
        text = body.pop(0)
        return text.removesuffix(".") if self.rng.random() < 0.4 and len(text) < 200 else text

    def subhead(self, paragraph: str) -> str:
        if self.rng.random() < 0.7:
            subhead = self.draw("body_subhead")
            return subhead.title() if self.language == "en" and self.rng.random() < 0.2 else subhead
        words = paragraph.split()
        return " ".join(words[: self.rng.randint(3, 7)]).strip(".,;:–„“\"'")

    def page(self) -> Page:
        rng = self.rng
        page = Page(self.language, self.article["title"], gap=rng.choice(("\n", "\n", "\n\n")))
        bare = rng.random() < 0.25
        amount = 0.0 if bare else rng.choice((0.4, 0.8, 1.2, 1.8, 2.5))
        page.lines = self.head(amount)
        between = 0.0 if bare else rng.choice((0.0, 0.0, 0.05, 0.1, 0.2, 0.35))
        body = self.body()
        if rng.random() < 0.45 and len(body) > 1:
            # Before the captions and the byline as often as after them; now and then over the title.
            at = next((i for i, line in enumerate(page.lines) if line[1] == TITLE), 0) + rng.choice((0, 1, 1, 1, 1))
            page.lines.insert(
                min(at, len(page.lines)) if rng.random() < 0.7 else len(page.lines), (self.standfirst(body), BODY)
            )
        for index, text in enumerate(body):
            page.lines.append((text, BODY))
            if index + 1 < len(body) and rng.random() < between:
                page.lines += [(junk, JUNK) for junk in self.between()]
        page.lines += [(text, JUNK) for text in self.foot(amount)]
        if rng.random() < 0.12:
            page.lines = [(text.translate(FOREIGN), label) for text, label in page.lines]
        return page


def invent_pages(seed: int, per_article: int) -> Iterator[Page]:
    rng = random.Random(seed)
    for language in LANGUAGES:
        articles = read_articles(ROOT / "corpus/own", language)
        snippets = read_snippets(ROOT / f"corpus/lines/{language}.tsv")
        for article in articles:
            for _ in range(per_article):
                others = [other for other in rng.sample(articles, 12) if other is not article]
                yield Site(language, article, others, snippets, rng).page()
