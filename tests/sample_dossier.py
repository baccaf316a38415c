# ruff: noqa: E501
"""The OpenAI story in miniature, made by hand: three languages, an Arabic title, doubt of every kind."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from build_dossier.model import (
    Article,
    Block,
    BlockKind,
    Conflict,
    DateMention,
    Days,
    Document,
    Dossier,
    Entity,
    Event,
    Evidence,
    Fact,
    Label,
    Language,
    Line,
    Mention,
    Message,
    Problem,
    Published,
    Related,
    Role,
    Rulings,
    Source,
    TimeExpression,
    Variant,
    Verdict,
    Work,
)

Row = tuple[str, str]
"""What a line is (`title`, `p`, `h`, `quote`, `who`, `item`, `drop`, `meta`, `review`) and its text."""

KINDS: dict[str, BlockKind] = {
    "p": "paragraph", "h": "heading", "quote": "quote", "who": "attribution", "item": "list-item", "review": "paragraph",
}  # fmt: skip
VERDICTS: dict[str, tuple[Verdict, Role]] = {
    "drop": ("drop", "advertisement"), "meta": ("metadata", "date"), "title": ("keep", "title"),
    "review": ("review", "leftover"), "h": ("keep", "heading"),
}  # fmt: skip


def article(id: str, language: str, rows: Sequence[Row], facts: dict[str, str] | None = None) -> Article:
    """Return an article whose source holds the rows, a blank line between them."""
    text, lines, blocks, title = "", [], [], ""
    for kind, words in rows:
        start, number = len(text), text.count("\n") + 1
        text += words + "\n\n"
        verdict, role = VERDICTS.get(kind, ("keep", "paragraph"))
        reason = (
            Message.of("an advertisement for a product")
            if kind == "drop"
            else Message.of("text of the article")
        )
        lines.append(Line(number, start, start + len(words), verdict, role, f"sample.{kind}", reason))
        title = words if kind == "title" else title
        if kind in KINDS:
            blocks.append(_block(KINDS[kind], words, start, number))
    source = Source(f"{id}.txt", hashlib.sha256(text.encode()).hexdigest(), text)
    document = Document(id, source, Language(language, 0.998))
    known = {name: Fact(value) for name, value in (facts or {}).items()}
    return Article(id, id, document, Fact(title), tuple(lines), tuple(blocks), known)


def _block(kind: BlockKind, words: str, start: int, number: int) -> Block:
    label = words.find(":") + 1 if kind == "list-item" else 2 if kind == "heading" else 0
    dateline = words.find(" - ") + 3 if words.partition(" - ")[0].isupper() else 0
    digits = hashlib.sha256(words.encode()).hexdigest()[:8]
    return Block(f"p-{digits}", kind, words, ((0, start),), (number,), label, dateline, words.endswith(":"))


def dated(article: Article, words: str, edtf: str, days: Days, **more: object) -> DateMention:
    """Return the first place where the words stand in an article's blocks, as a dating expression."""
    block, at = _find(article, words)
    start = article.blocks[block].source_offset(at)
    said = TimeExpression(article.id, block, at, at + len(words), words, "date")
    mention = DateMention(
        article.id, block, at, at + len(words), start, start + len(words), words, edtf, days,
        Message.of("the last {weekday} on or before {date}", weekday="Jumat", date=date(2023, 11, 18)), "relative", said,
    )  # fmt: skip
    return replace(mention, **more)  # type: ignore[arg-type]


def label(article: Article, words: str) -> Label:
    """Return the words of an article as an event's wording."""
    block, at = _find(article, words)
    return Label(words, article.language, article.id, block, at, at + len(words))


def named(name: str, kind: str, articles: Sequence[Article], slips: Sequence[str] = ()) -> Entity:
    """Return an entity with every place where its name or a slip of it stands."""
    mentions = []
    counts: dict[str, int] = {}
    for one in articles:
        for number, block in enumerate(one.blocks):
            for spelling in (name, *slips):
                at = block.text.find(spelling)
                while at >= 0:
                    start = block.source_offset(at)
                    mentions.append(
                        Mention(
                            one.id, number, at, at + len(spelling), start, start + len(spelling), spelling
                        )
                    )
                    counts[spelling] = counts.get(spelling, 0) + 1
                    at = block.text.find(spelling, at + 1)
    variants = tuple(Variant(text, count, text in slips) for text, count in counts.items())
    return Entity(name.lower().replace(" ", "-"), name, kind, variants, tuple(mentions))  # type: ignore[arg-type]


def _find(article: Article, words: str) -> tuple[int, int]:
    return next(
        (number, at) for number, block in enumerate(article.blocks) if (at := block.text.find(words)) >= 0
    )


# --- the story -----------------------------------------------------------------------------------

ID = article("kejutan-openai", "id", [
    ("title", "OpenAI Memberikan Berita Mengejutkan: CEO Sam Altman Keluar, Mira Murati Masuk"),
    ("meta", "Diterbitkan: 2023-11-18"),
    ("p", "Dalam peristiwa yang mengejutkan, OpenAI telah memecat CEO dan salah satu pendiri Sam Altman dari dewan direksi."),
    ("p", "Perusahaan mengumumkan berita mengejutkan di blog mereka pada Jumat sore, menyatakan bahwa:"),
    ("quote", "Kepergian Altman mengikuti proses peninjauan yang disengaja oleh dewan, yang menyimpulkan bahwa dia tidak secara konsisten jujur."),
    ("h", "Mira Murati Masuk Sebagai CEO"),
    ("p", "Murati, yang telah bergabung dengan perusahaan ini sejak tahun 2018, dikenal karena perannya di OpenAI."),
    ("drop", "sam altman di twitter"),
    ("p", "Industri menunggu dampak perubahan ini pada arah perusahaan memasuki tahun 2024."),
    ("drop", "Daftar untuk uji coba GRATIS Agorapulse untuk melihat Asisten Penulisan AI kami!"),
])  # fmt: skip
DE = article("openai-schock", "de", [
    ("title", "OpenAI veröffentlicht schockierende Neuigkeiten: CEO Sam Altman ist raus, Mira Murati ist dabei"),
    ("meta", "Veröffentlicht: 2023-11-18"),
    ("p", "In einer überraschenden Wendung der Ereignisse hat OpenAI, das bahnbrechende KI-Forschungslabor, CEO und Mitbegründer Sam Altman aus dem Vorstand entlassen."),
    ("p", "Das Unternehmen gab die schockierende Nachricht am späten Freitagnachmittag in seinem Blog bekannt und erklärte:"),
    ("quote", "Altmans Abgang folgt einem beratenden Überprüfungsprozess durch den Vorstand, der zu dem Schluss kam, dass er nicht durchweg offen war."),
    ("h", "Mira Murati tritt als CEO ein"),
    ("p", "Murati, die seit 2018 im Unternehmen ist, ist für ihre Rolle bei OpenAI bekannt."),
    ("p", "Die Führungswechsel könnten sich auf folgende Weise auswirken:"),
    ("item", "Strengere ethische KI-Standards: Mit einer neuen Führung könnte der Schwerpunkt stärker auf ethische KI-Entwicklung gelegt werden."),
    ("item", "Algorithmentransparenz: Eine verbesserte Governance könnte zu mehr Transparenz bei KI-Algorithmen führen."),
    ("drop", "Sam Altman auf Twitter"),
    ("p", "Die Branche wartet ab, wie sich diese Änderungen auf die Unternehmensentwicklung bis 2024 auswirken werden."),
    ("drop", "Melden Sie sich für eine KOSTENLOSE Testversion von Agorapulse an!"),
])  # fmt: skip
FR = article("openai-choc", "fr", [
    ("title", "OpenAI annonce une nouvelle choquante : le PDG Sam Altman est absent, Mira Murati est présente"),
    ("meta", "Publié: 2023-11-18"),
    ("p", "Dans une tournure surprenante des événements, OpenAI a licencié le PDG et co-fondateur Sam Altman du conseil d'administration."),
    ("p", "La société a annoncé la nouvelle choquante sur son blog vendredi après-midi, déclarant que :"),
    ("quote", "Le départ d'Altman fait suite à un processus d'examen délibératif mené par le conseil d'administration."),
    ("h", "Mira Murati arrive au poste de PDG"),
    ("p", "Murati, qui travaille dans l'entreprise depuis 2018, est connue pour son rôle chez OpenAI."),
    ("p", "L’industrie attend de voir quel impact ces changements auront jusqu’en 2024."),
])  # fmt: skip
STAFF = article("ratusan-staf", "id", [
    ("drop", "Nasional Mondial Ekonomi Megapolitan Olahraga Rona Wisata Foto Video Infografis"),
    ("title", "Ratusan Staf OpenAI Ancam Eksodus ke Microsoft, Ikuti Jejak Sam Altman"),
    ("p", "SAN FRANCISCO - Ratusan staf di OpenAI mengancam akan keluar dari perusahaan kecerdasan buatan terkemuka tersebut pada Senin (20/11) dan bergabung dengan Microsoft, memperdalam krisis yang dipicu oleh pemecatan CEO Sam Altman yang mengejutkan."),
    ("p", "Altman, yang dipecat oleh dewan pada hari Jumat (18/11), kini dipekerjakan oleh Microsoft."),
    ("p", "Mira Murati, yang ditunjuk untuk menggantikan Altman, tidak bertahan hingga akhir pekan."),
    ("p", "Altman menjadi terkenal dengan peluncuran ChatGPT tahun lalu."),
    ("p", "Drama ini menjadi perbincangan di Silicon Valley pada hari Senin."),
    ("review", "Baca terus kabar terbaru."),
    ("drop", "Komentar"),
], {"author": "AFP", "editor": "Lili Lestari", "credit": "AFP", "caption": "CEO Microsoft Satya Nadella (kanan) menyambut mantan CEO OpenAI Sam Altman di acara OpenAI DevDay pada 6 November 2023 di San Francisco."})  # fmt: skip
BACK = article("altman-kembali", "id", [
    ("title", "Sam Altman telah diangkat kembali sebagai CEO perusahaan OpenAI."),
    ("p", "Dapat dikatakan bahwa Sam Altam akan tetap di sini."),
    ("p", "Sam Altman, CEO OpenAI, dipecat pada hari Jumat, dan dalam waktu kurang dari seminggu dia kembali ke posisinya."),
    ("quote", "Seperti yang mungkin Anda lihat sekarang, OpenAl telah menunjuk dewan direksi baru."),
    ("who", "Microsoft"),
    ("p", "Minggu ini, banyak dari kita akan berhenti sejenak untuk merayakan Thanksgiving."),
])  # fmt: skip
AR = article("altman-ya3ud", "ar", [
    ("title", "عودة سام ألتمان إلى رئاسة أوبن إيه آي بعد أيام من إقالته"),
    ("p", "أعلنت الشركة يوم الثلاثاء عودة سام ألتمان إلى منصبه رئيسا تنفيذيا."),
], {"outlet": "الأخبار"})  # fmt: skip

ROWS = (
    (0, 0, 0),
    (1, 1, 1),
    (2, 2, 2),
    (3, 3, 3),
    (4, 4, 4),
    (-1, 5, -1),
    (-1, 6, -1),
    (-1, 7, -1),
    (5, 8, 5),
)

ARTICLES = (ID, DE, FR, STAFF, BACK, AR)


def _day(month: int, day: int) -> Days:
    return Days.one(date(2023, month, day))


def _events() -> tuple[Event, ...]:
    fired = [
        dated(DE, "späten Freitagnachmittag", "2023-11-17", _day(11, 17), daypart="afternoon"),
        dated(ID, "Jumat sore", "2023-11-17", _day(11, 17), daypart="afternoon"),
        dated(FR, "vendredi après-midi", "2023-11-17", _day(11, 17), daypart="afternoon"),
        dated(STAFF, "Jumat (18/11)", "2023-11-17", _day(11, 17)),
        dated(BACK, "Jumat", "2023-11-17", _day(11, 17)),
    ]
    clash = Conflict(
        "weekday", "2023-11-17", "2023-11-18",
        Message.of("{words} names two days: {date} was another weekday", words="Jumat (18/11)", date=date(2023, 11, 18)),
        STAFF.id, 0, 5,
    )  # fmt: skip
    since = Days(date(2018, 1, 1), date(2023, 11, 19))
    joined = [
        dated(one, words, "2018/..", since)
        for one, words in ((DE, "seit 2018"), (ID, "sejak tahun 2018"), (FR, "depuis 2018"))
    ]
    coming = Days(date(2024, 1, 1), date(2025, 1, 1))
    ahead = [
        dated(one, words, "2024", coming)
        for one, words in ((DE, "bis 2024"), (ID, "tahun 2024"), (FR, "jusqu’en 2024"))
    ]
    last_year = Days(date(2022, 1, 1), date(2023, 1, 1))
    weekend = Days(date(2023, 11, 18), date(2023, 11, 20))
    week = Days(date(2023, 11, 20), date(2023, 11, 27))
    caption = STAFF.facts["caption"].value
    opened = caption.find("6 November 2023")
    shown = TimeExpression(STAFF.id, -2, opened, opened + 15, "6 November 2023", "date")
    devday = DateMention(
        STAFF.id,
        -2,
        opened,
        opened + 15,
        0,
        15,
        "6 November 2023",
        "2023-11-06",
        _day(11, 6),
        Message.of("stated in full"),
        "explicit",
        shown,
    )
    return (
        Event("e-2018", "2018/..", since, (label(DE, "Murati, die seit 2018 im Unternehmen ist"), label(ID, ID.blocks[4].text), label(FR, FR.blocks[4].text)), tuple(joined), weight=1),
        Event("e-2022", "2022", last_year, (label(STAFF, STAFF.blocks[3].text),), (dated(STAFF, "tahun lalu", "2022", last_year),), doubtful=True),
        Event("e-2023-11-06-aa", "2023-11-06", _day(11, 6), (Label(caption, "id", STAFF.id, -2, 0, len(caption)),), (devday,)),
        Event("e-2023-11-17-ab", "2023-11-17", _day(11, 17), (label(DE, DE.blocks[0].text), label(ID, ID.blocks[0].text), label(FR, FR.blocks[0].text)), tuple(fired), (clash,), weight=3),
        Event("e-2023-11-18-ac", "2023-11-18/2023-11-19", weekend, (label(STAFF, STAFF.blocks[2].text),), (dated(STAFF, "akhir pekan", "2023-11-18/2023-11-19", weekend, kind="vague"),), doubtful=True),
        Event("e-2023-11-20-ad", "2023-11-20", _day(11, 20), (label(STAFF, STAFF.blocks[0].text),), (dated(STAFF, "Senin (20/11)", "2023-11-20", _day(11, 20)),)),
        Event("e-2023-11-20-ae", "2023-11-20", _day(11, 20), (label(STAFF, STAFF.blocks[4].text),), (dated(STAFF, "hari Senin", "2023-11-20", _day(11, 20), doubtful=True),), doubtful=True),
        Event("e-2023-11-20-af", "2023-11-20/2023-11-26", week, (label(BACK, BACK.blocks[4].text),), (dated(BACK, "Minggu ini", "2023-11-20/2023-11-26", week, doubtful=True),), doubtful=True),
        Event("e-2023-11-21-ag", "2023-11-21", _day(11, 21), (label(AR, AR.blocks[0].text),), (dated(AR, "يوم الثلاثاء", "2023-11-21", _day(11, 21)),)),
        Event("e-2024-ah", "2024", coming, (label(DE, DE.blocks[8].text), label(ID, ID.blocks[5].text), label(FR, FR.blocks[5].text)), tuple(ahead), (Conflict("translation", "2024", "", Message.of("the translations place it differently"), DE.id),), future=True, doubtful=True),
    )  # fmt: skip


def sample(rulings: Rulings | None = None) -> Dossier:
    """Return the whole story."""
    events = _events()
    stated = Published(_day(11, 18), "2023-11-18", "stated", line=3)
    why = (
        Evidence(Message.of("the newest day it tells of is {date}", date=date(2023, 11, 20)), STAFF.id, 5, 9),
    )
    guessed = Published(
        Days(date(2023, 11, 20), date(2023, 11, 22)), "[2023-11-20,2023-11-21]", "inferred", why
    )
    later = Published(
        Days(date(2023, 11, 21), date(2023, 11, 23)), "[2023-11-21,2023-11-22]", "inferred", why
    )
    return Dossier(
        articles=ARTICLES,
        published={
            ID.id: stated, DE.id: stated, FR.id: stated, STAFF.id: guessed, BACK.id: later,
            AR.id: Published(None, "", "unknown"),
        },
        dates=tuple(mention for event in events for mention in event.mentions),
        entities=(
            named("Sam Altman", "person", ARTICLES, ["Sam Altam"]),
            named("Mira Murati", "person", ARTICLES),
            named("OpenAI", "organisation", ARTICLES, ["OpenAl"]),
            named("Microsoft", "organisation", ARTICLES),
            named("Silicon Valley", "place", ARTICLES),
            named("ChatGPT", "product", ARTICLES),
        ),
        works=(Work((ID.id, DE.id, FR.id), 0.993, (Message.of("{n} shared name", "{n} shared names", n=7),), ROWS, ((6, 2),), tuple(f"row-{at}" for at in range(len(ROWS)))), Work((STAFF.id,)), Work((BACK.id,)), Work((AR.id,))),
        related=(
            Related(STAFF.id, BACK.id, 0.6, (Message.of("both name {names}", names="Microsoft, OpenAI"),)),
            Related(ID.id, STAFF.id, 0.4, (Message.of("both name {names}", names="Mira Murati"),)),
        ),
        events=events,
        problems=(
            Problem("warning", STAFF.source.path, Message.of("the language is unknown; state it in dossier.toml"), 15),
            Problem("error", "broken.txt", Message.of("the language is unknown; state it in dossier.toml")),
        ),
        rulings=rulings or Rulings(),
    )  # fmt: skip
