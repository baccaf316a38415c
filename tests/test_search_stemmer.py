"""The search: our Indonesian stemmer, and what Material's search finds with it, on http and on file://.

Everything runs in Chromium, in a thread of its own: Playwright allows one such loop a thread.
"""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

import material
import pytest
import snowballstemmer
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from build_dossier.publish.search import LUNR, search_setup
from build_dossier.publish.site import publish
from tests.publishing import LEADERS, ROOT, make_project, page, some_pages

T = TypeVar("T")

SCRIPTS = ROOT / "overrides" / LUNR / "min"
QUIET = ["--no-sandbox", "--disable-background-networking", "--no-first-run"]

LUNR_STUB = """
self.lunr = {
  Pipeline: { registerFunction() {} },
  trimmerSupport: { generateTrimmer: () => (token) => token },
  generateStopWordFilter: (words) => (word) => words.includes(word) ? undefined : word,
};
"""

FAMILIES = (
    "kepemimpinan pemimpin memimpin dipimpin pimpinan terpimpin kepemimpinannya pemimpinlah",
    "kependudukan penduduk penduduknya menduduki",
    "kepengurusan pengurus mengurus pengurusan",
    "kepenulisan penulis menulis penulisan",
    "kepemilikan pemilik memiliki pemilikan",
    "kepemerintahan pemerintah pemerintahan diperintah",
)
ROOTS = {"kepentingan": "penting", "keperluan": "perlu", "keputusan": "putus"}
"""Words of which a reader who asks for one wants the others; one family a line. `ROOTS` stay as they are."""

AFFIXED = [
    *("pimpin", "tulis", "ajar", "urus", "milik", "baca", "kirim", "sewa", "putus", "umum", "duduk", "didik"),
    *("percaya", "perintah", "sapu", "makan", "air", "belah"),
]
PREFIXES = [
    *("", "di", "ke", "me", "mem", "men", "meng", "meny", "pem", "pen", "peng", "peny", "ter", "ber", "be"),
    *("pe", "per", "bel", "pel", "kepe", "kepem", "keber", "memper"),
]
SUFFIXES = ["", "i", "an", "kan", "nya", "annya", "kanlah", "ilah", "ku", "mu", "kah", "pun"]

EXTENDED = re.compile("kepe[mn]")
"""Only words that begin so may differ from Snowball's."""


def in_browser(work: Callable[[Browser], T]) -> T:
    """Do something with a new Chromium; fail, and say what to install, where there is none."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        "",
    )
    if not found:
        pytest.fail("the browser tests need Chromium; install it with: sudo apt install chromium")

    def run() -> T:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=QUIET)
            try:
                return work(browser)
            finally:
                browser.close()

    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(run).result()


# --- the stemmer ---------------------------------------------------------------------------------


def indonesian_words() -> list[str]:
    """Return the words of the Indonesian seeds, and forms of some roots with every affix."""
    words = {before + root + after for root in AFFIXED for before in PREFIXES for after in SUFFIXES}
    for path in sorted((ROOT / "seeds").glob("00[034]_*.txt")):
        words |= set(re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower()))
    words |= {word for family in FAMILIES for word in family.split()}
    return sorted(words | set(ROOTS))


@pytest.fixture(scope="module")
def stems() -> dict[str, str]:
    """Return the stems that our script gives, by word."""
    words = indonesian_words()

    def ask(browser: Browser) -> list[str]:
        tab = browser.new_page()
        tab.add_script_tag(content=LUNR_STUB + (SCRIPTS / "lunr.id.min.js").read_text(encoding="utf-8"))
        found: list[str] = tab.evaluate(
            "words => words.map(word => lunr.id.stemmer({ update: change => change(word) }))", words
        )
        return found

    return dict(zip(words, in_browser(ask), strict=True))


def test_the_indonesian_stemmer_is_snowballs(stems: dict[str, str]) -> None:
    """Thousands of words have the stem that Snowball gives; only kepem- and kepen- may differ."""
    snowball = snowballstemmer.stemmer("indonesian")
    wrong = {word: stem for word, stem in stems.items() if stem != snowball.stemWord(word)}
    assert len(stems) > 4000
    assert [word for word in wrong if not EXTENDED.match(word)] == []
    assert wrong["kepemimpinan"] == "pimpin"


@pytest.mark.parametrize("family", FAMILIES)
def test_a_noun_under_ke_an_has_the_stem_of_its_family(stems: dict[str, str], family: str) -> None:
    """The addition to Snowball: under ke-...-an the prefix peN- is taken off as it is elsewhere."""
    assert len({stems[word] for word in family.split()}) == 1


@pytest.mark.parametrize(("word", "stem"), ROOTS.items())
def test_a_root_that_only_looks_like_a_prefix_stays(stems: dict[str, str], word: str, stem: str) -> None:
    """`penting` is a root: nothing is taken off it."""
    assert stems[word] == stem


# --- Material's search ---------------------------------------------------------------------------


@dataclass
class Search:
    """A search: what was asked, and what Material showed."""

    place: str
    language: str
    query: str
    found: list[str] = field(default_factory=list)
    """Paths of the pages shown, the best first."""
    marked: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    """Words that Material says are missing."""
    trouble: list[str] = field(default_factory=list)
    """Messages of the console, failed requests and requests to another host."""


QUERIES = {
    "id": ["kepemimpinan", "pemimpin", "memimp", "yang memimpin zzzz", "+pemimpin", "2023", "sapu"],
    "de": ["Vorstände", "VORSTANDS", "2023"],
    "fr": ["dirigeants", "l’entreprise licenciée"],
    "oc": ["Teks", "tèxte"],
    "en": ["leaders", "leader"],
}


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a test prints what it finds."""


FIELD = "[data-md-component=search-query]"
ANSWERED = """before => {
  const meta = document.querySelector(".md-search-result__meta").textContent.trim()
  return meta && meta !== before && !/^(Ketik|Suchbegriff|Taper|Type)/.test(meta)
}"""
"""Material has told how many it found, and not only how to begin."""


def answered(tab: Page, before: str) -> None:
    """Wait until Material has answered; what is typed before its index is there it sees with the next key."""
    for _ in range(20):
        with suppress(PlaywrightTimeout):
            tab.wait_for_function(ANSWERED, arg=before, timeout=3_000)
            return
        tab.keyboard.press("Shift")
    pytest.fail(f"no answer: {tab.inner_text('.md-search-result__meta')}")


def search(browser: Browser, base: str, asked: list[Search]) -> None:
    """Type the queries into the search field of a page and note what it shows; all are of one language."""
    context = browser.new_context(offline=base.startswith("file:"))
    tab = context.new_page()
    own = ("file:", "data:", "about:", base)
    trouble: list[str] = []

    def note(what: str, url: str, bad: bool) -> None:
        if bad:
            trouble.append(f"{what}: {url}")

    tab.on("console", lambda message: note(message.type, message.text, True))
    tab.on("pageerror", lambda error: note("error", str(error), True))
    tab.on("requestfailed", lambda request: note("failed", request.url, True))
    tab.on("request", lambda request: note("asked", request.url, not request.url.startswith(own)))
    tab.on("response", lambda answer: note(str(answer.status), answer.url, answer.status >= 400))
    address = f"{base}/{asked[0].language}/"
    tab.goto(f"{address}timeline.html")
    for one in asked:
        one.trouble = trouble
        before = tab.inner_text(".md-search-result__meta").strip()
        tab.click(FIELD)
        tab.keyboard.type(one.query)
        answered(tab, before)
        tab.wait_for_timeout(150)  # the last letter's results
        links = [
            str(link.get_attribute("href")) for link in tab.query_selector_all(".md-search-result__link")
        ]
        one.found = [re.sub(r"[?#].*", "", link).removeprefix(address) for link in links]
        one.marked = [mark.inner_text() for mark in tab.query_selector_all(".md-search-result mark")]
        one.missing = [gone.inner_text() for gone in tab.query_selector_all(".md-search-result__terms del")]
        tab.click("button[type=reset]")
        tab.keyboard.press("Shift")  # Material looks at the field when a key goes up
        tab.wait_for_timeout(50)
    context.close()


@pytest.fixture(scope="module")
def searches(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], Search]:
    """Return all searches done, by place, language and query."""
    # A folder called workers: the scripts' addresses must not depend on names above the site.
    project = make_project(tmp_path_factory.mktemp("workers"))
    others = [page("oc", path, text="Un tèxte.") for path in ("timeline.md", "articles/leader.md")]
    others += [
        page("en", path, text="One leader." if "leader" in path else "")
        for path in ("timeline.md", "articles/leader.md")
    ]
    publish(project, [*some_pages(), *others], "{}")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(project.site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        places = {"http": f"http://127.0.0.1:{server.server_port}", "file": project.offline.as_uri()}
        groups = {
            (place, language): [Search(place, language, query) for query in queries]
            for place in places
            for language, queries in QUERIES.items()
        }

        def ask(browser: Browser) -> None:
            for (place, _), group in groups.items():
                search(browser, places[place], group)

        in_browser(ask)
        server.shutdown()
    return {(one.place, one.language, one.query): one for group in groups.values() for one in group}


Searches = dict[tuple[str, str, str], Search]
BOTH = pytest.mark.parametrize("place", ["http", "file"])
LEADER = "articles/leader.html"


def test_no_search_troubles_the_console_or_another_host(searches: Searches) -> None:
    """Nothing fails, nothing is asked of another host; on file:// the network was off."""
    assert {key: one.trouble for key, one in searches.items() if one.trouble} == {}


@BOTH
@pytest.mark.parametrize("query", ["kepemimpinan", "pemimpin", "memimp", "+pemimpin"])
def test_an_indonesian_word_finds_its_other_forms(searches: Searches, place: str, query: str) -> None:
    """One who asks for kepemimpinan finds the page that says pemimpin, and before the word is all typed."""
    one = searches[place, "id", query]
    assert one.found == [LEADER]
    assert one.marked == ["pemimpin"]
    assert one.missing == []


@BOTH
def test_a_word_that_no_page_has_is_called_missing(searches: Searches, place: str) -> None:
    """But not the one that was found in another form, nor a word of grammar."""
    one = searches[place, "id", "yang memimpin zzzz"]
    assert one.found == [LEADER]
    assert one.missing == ["zzzz"]
    assert searches[place, "id", "sapu"].found == []


@BOTH
@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("de", "Vorstände"),
        ("de", "VORSTANDS"),
        ("fr", "dirigeants"),
        ("fr", "l’entreprise licenciée"),
        ("en", "leaders"),
        ("oc", "tèxte"),
    ],
)
def test_other_languages_find_forms_too(searches: Searches, place: str, language: str, query: str) -> None:
    """By their own stemmers; a language without one finds the word itself."""
    assert LEADER in searches[place, language, query].found


@BOTH
def test_numbers_are_found(searches: Searches, place: str) -> None:
    """The trimmers of lunr-languages would have thrown 2023 away."""
    assert searches[place, "de", "2023"].found == [LEADER]
    assert searches[place, "id", "2023"].found == [LEADER]


def test_the_leader_pages_say_what_the_queries_ask() -> None:
    """The searches above ask for forms that no page has."""
    assert "kepemimpinan" not in LEADERS["id"]
    assert "Vorstände" not in LEADERS["de"]


def test_each_language_has_the_setup_that_its_files_allow() -> None:
    """A stemmer where a theme folder has one, by its own name; else none, and then nothing is loaded."""
    folders = [str(ROOT / "overrides"), str(Path(material.__file__).parent / "templates")]
    assert {
        code: search_setup(code, folders).lang for code in ("id", "de", "nb", "pt-BR", "en", "ku", "zh-Hant")
    } == {
        "id": ("id", "forms"),
        "de": ("de", "forms"),
        "nb": ("no", "forms"),
        "pt-BR": ("pt", "forms"),
        "en": ("en", "forms"),
        "ku": ("en",),
        "zh-Hant": ("zh", "forms"),
    }


def test_punctuation_separates_words_and_letters_do_not() -> None:
    """In every script: the separator is one pattern for all languages."""
    separator = search_setup("de", []).separator
    pattern = re.compile(separator)
    assert pattern.split("l’entreprise: „KI“, DALL-E — (2023)…").count("") == 1
    assert [part for part in pattern.split("«Müller» x.") if part] == ["Müller", "x"]
    assert not pattern.search("aàçñßœłąčźжщאبتक्षनमस्तेไทย漢字かなカナ한글می\u200cخواهم")
