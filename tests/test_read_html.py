"""Pages: what is kept of them, what they state, and how saved, packed, deep and broken ones are read."""

from __future__ import annotations

import gzip
import html
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_dossier.clean import clean
from build_dossier.errors import ReadError
from build_dossier.identify import documents
from build_dossier.model import Line, RawFile, Rulings, Source
from build_dossier.read import apart, read
from build_dossier.read.marks import marks_of
from build_dossier.read.parse import is_heavy

CASES = sorted((Path(__file__).parent / "cases" / "html").glob("*.txt"))
SENTENCE = "The ferry line plans to run through the night from next spring, its director said on {day}."
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ARTICLE = (
    "<article><h1>Night ferry</h1>"
    + "".join(f"<p>{SENTENCE.format(day=day)}</p>" for day in DAYS)
    + "</article>"
)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a busy machine take its time: only one test is about the limit."""
    monkeypatch.setattr(apart, "_SECONDS", 60.0)


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>".encode()


def source_of(body: str, head: str = "") -> Source:
    return read(RawFile("p.html", page(body, head)))


def cleaned(source: Source) -> tuple[Line, ...]:
    return clean(documents(source)[0], Rulings())


def kept(source: Source) -> list[str]:
    return [
        source.text[line.start : line.end] for line in cleaned(source) if line.verdict in ("keep", "review")
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_line_of_a_page_gets_the_verdict_of_its_case(path: Path) -> None:
    """The case names verdict and role of each visible line, then all that the page states."""
    text = path.read_text(encoding="utf-8")
    given_page, _, expected = text.partition("\n# output\n")
    verdicts, _, stated = expected.partition("# stated\n")
    source = read(RawFile("p.html", given_page.encode()))
    found = [f"{line.verdict} {line.role} | {source.text[line.start : line.end]}" for line in cleaned(source)]
    assert found == verdicts.splitlines()
    assert [f"{key}: {source.stated[key]}" for key in sorted(source.stated)] == stated.splitlines()


TAGS = (
    "p",
    "div",
    "h1",
    "h2",
    "li",
    "td",
    "pre",
    "nav",
    "a",
    "span",
    "blockquote",
    "figcaption",
    "footer",
    "br",
)
PIECES = st.lists(
    st.one_of(
        st.sampled_from([*(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS)]),
        st.sampled_from([SENTENCE.format(day=day) for day in DAYS]),
        st.sampled_from(
            ["<div class='share'>", "<p hidden>", "<ul class=related>", "</div>", "&nbsp;", "&lt;", "<!--"]
        ),
        st.text(max_size=20),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(PIECES)
def test_the_verdicts_give_back_the_text_of_any_page(pieces: list[str]) -> None:
    """Lines of every verdict and the blank ones between them are the whole text; twice read is the same."""
    raw = RawFile("p.html", page("".join(pieces)))
    try:
        source = read(raw)
    except ReadError:
        return
    rest = source.text
    for line in reversed(cleaned(source)):
        assert rest[line.end :].strip("\n").strip() == ""
        rest = rest[: line.start]
    assert rest.strip() == ""
    assert read(raw) == source
    assert cleaned(read(raw)) == cleaned(source)
    numbers = [hint.line for hint in source.hints]
    assert numbers == sorted(set(numbers))


def test_a_page_saved_in_one_file_is_read_without_its_pictures() -> None:
    """SingleFile writes pictures, fonts and styles into the page; they hold no words."""
    font = f"<style>@font-face{{src:url(data:font/woff2;base64,{'A' * 3_000_000})}}</style>"
    picture = f"<img src='data:image/png;base64,{'iVBORw0KGgo' * 300_000}'>"
    source = source_of(picture + ARTICLE, font)
    assert source.text == source_of("<img>" + ARTICLE).text
    assert kept(source) == ["Night ferry", *(SENTENCE.format(day=day) for day in DAYS)]


CHROME = "<html><body><table>{}</table></body></html>"
CELL = "<tr><td class='line-number' value='1'></td><td class='line-content'>{}</td></tr>"


@pytest.mark.parametrize("browser", ["chrome", "firefox", "text"])
def test_a_saved_view_of_the_source_is_read_as_the_page(browser: str) -> None:
    """What a browser shows as the source of a page is the page again, with its metadata."""
    meant = page(ARTICLE, "<title>Night ferry &amp; bus | The Post</title>").decode().replace("><", ">\n<")
    if browser == "chrome":
        shown = CHROME.format("".join(CELL.format(html.escape(line)) for line in meant.split("\n")))
    elif browser == "firefox":
        lines = "\n".join(
            f"<span id='line{at}'></span>{html.escape(line)}" for at, line in enumerate(meant.split("\n"))
        )
        shown = f"<html><body id='viewsource' class='highlight'><pre id='line1'>{lines}</pre></body></html>"
    else:
        shown = f"<html><body>{html.escape(meant)}</body></html>"
    assert read(RawFile("p.html", shown.encode())).text == read(RawFile("p.html", meant.encode())).text


def test_a_page_about_markup_is_no_view_of_a_source() -> None:
    """An article that quotes `<html>` stays an article."""
    source = source_of(ARTICLE.replace("Night ferry", "What &lt;html&gt; means"))
    assert source.text.startswith("What <html> means")


def test_what_was_posted_elsewhere_and_is_quoted_is_kept() -> None:
    """Quotations amidst the article stay, whatever the class of what embeds them."""
    post = "<div class=embed><blockquote class=social>We waited for this for years.</blockquote></div>"
    first, *rest = ARTICLE.split("</p>")
    assert "We waited for this for years." in kept(source_of(f"{first}</p>{post}{'</p>'.join(rest)}"))


def test_prose_of_the_same_make_is_kept_even_if_parted() -> None:
    """A box that parts the article in two does not end it."""
    half = "".join(f"<p class=text>{SENTENCE.format(day=day)}</p>" for day in DAYS)
    more = half.replace("director", "captain")
    box = "<div class=box><h4>Newsletter</h4><form><p>Sign up for our letter</p></form></div>"
    source = source_of(f"<div class=grid><div class=col>{half}</div>{box}<div class=col>{more}</div></div>")
    assert len([line for line in kept(source) if "captain" in line]) == len(DAYS)
    assert not any("letter" in line for line in kept(source))


def test_a_wall_of_consent_is_not_the_article() -> None:
    """A long notice in front of a short article goes; a page that is called so as a whole stays."""
    notice = "<p>We and our partners store cookies on your device to show you what you may like.</p>" * 4
    source = source_of(f"<div id=cookie-consent>{notice}</div>{ARTICLE}")
    assert kept(source) == kept(source_of(ARTICLE))
    assert source.text.count("cookies") == 4
    assert kept(source_of(f"<div class=no-cookies-set>{ARTICLE}</div>")) == kept(source_of(ARTICLE))


def test_an_article_behind_a_paywall_keeps_what_is_shown() -> None:
    """The class of a paywall around the text does not drop it; what is hidden is no visible text."""
    rest = (
        "<div class=paywall><p>The rest of the story, for those of its readers who pay every month.</p></div>"
    )
    hidden = "<div style='display:none'><p>Never shown to those who do not pay for the paper.</p></div>"
    source = source_of(ARTICLE.replace("</article>", f"{rest}{hidden}</article>"))
    assert any("rest of the story" in line for line in kept(source))
    assert "Never shown" not in source.text


def test_an_amp_page_is_read_like_any() -> None:
    """AMP has elements of its own; advertisements among them are not text."""
    body = ARTICLE.replace("<p>", "<amp-ad>Buy now</amp-ad><amp-img src=x></amp-img><p>", 1)
    page_bytes = page(body).replace(b"<html", "<html ⚡".encode())
    assert kept(read(RawFile("p.html", page_bytes))) == kept(source_of(ARTICLE))


def test_headings_without_text_below_are_dropped() -> None:
    """The names of other articles below the text are headings of nothing."""
    others = "".join(f"<h3>Another headline of the day, number {n}</h3>" for n in range(3))
    assert not any(
        "Another" in line for line in kept(source_of(ARTICLE.replace("</article>", f"{others}</article>")))
    )


PUBLISHED = "<meta property='article:published_time' content='{}'>"
MODIFIED = "<meta property='article:modified_time' content='{}'>"
LD = "<script type='application/ld+json'>{}</script>"


@pytest.mark.parametrize(
    ("head", "path", "day"),
    [
        (PUBLISHED.format("2024-03-02T01:00:00Z"), "2024/03/01/a/", "2024-03-01"),
        (PUBLISHED.format("2024-03-02T01:00:00Z"), "a", "2024-03-02"),
        (PUBLISHED.format("2024-03-02T01:00:00Z"), "2024/02/01/a/", "2024-03-02"),
        (PUBLISHED.format("2024-03-02T01:00:00+01:00"), "2024/03/01/a/", "2024-03-02"),
        ("<meta itemprop='datePublished' content='20240302'>", "a", "2024-03-02"),
        (LD.format('{"@type": "NewsArticle", "datePublished": "0001-01-01"}'), "s/2024/3/2/a/", "2024-03-02"),
        (LD.format('{"broken": , "datePublished": "2024-03-02T10:00:00"'), "a", "2024-03-02"),
        ("<time class=published datetime='2024-03-02T10:00'></time>", "a", "2024-03-02"),
    ],
)
def test_the_day_of_publication_is_the_papers_own(head: str, path: str, day: str) -> None:
    """Universal time yields to the day in the address beside it; years that mean nothing are no dates."""
    source = source_of(ARTICLE, f"<link rel=canonical href='https://x.example/{path}'>{head}")
    assert source.stated["date"] == day


def test_a_change_is_stated_only_when_it_came_later() -> None:
    """A page that writes the same day twice states one."""
    head = PUBLISHED.format("2024-03-02") + MODIFIED
    assert "modified" not in source_of(ARTICLE, head.format("2024-03-02T12:00:00")).stated
    assert source_of(ARTICLE, head.format("2024-03-05T12:00:00")).stated["modified"] == "2024-03-05"


def test_the_template_does_not_state_the_language() -> None:
    """`lang` counts only where the article's own data say the same."""
    assert "language" not in source_of(ARTICLE).stated
    assert "language" not in source_of(ARTICLE, "<meta property='og:locale' content='de_DE'>").stated
    assert source_of(ARTICLE, "<meta property='og:locale' content='en_US'>").stated["language"] == "en"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//", "http://[", "mailto:a@b.c"]
)
def test_an_address_that_leads_nowhere_is_not_stated(address: str) -> None:
    """Only web addresses are addresses of a page or its picture."""
    head = f"<link rel=canonical href='{address}'><meta property='og:image' content='{address}'>"
    assert not {"url", "image"} & set(source_of(ARTICLE, head).stated)


@pytest.mark.parametrize("tag", ["div", "span", "blockquote"])
def test_a_deep_page_is_read_as_deep_as_it_can_be(tag: str) -> None:
    """Some hundred unclosed elements hide nothing of the page; a hundred thousand are refused in one line."""
    source = source_of(ARTICLE + f"<{tag}>" * 400 + "The end of the page")
    assert source.text.endswith("The end of the page")
    assert source.hints
    with pytest.raises(ReadError, match="nested too deep"):
        source_of(ARTICLE + f"<{tag}>" * 100_000 + "x")


def test_a_page_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """A parser that does not come back costs its file, nothing else."""
    heavy = ARTICLE + "<p>x</p>" * 30_000
    assert is_heavy(heavy)
    monkeypatch.setattr(apart, "_PATIENCE", 0.01)
    with pytest.raises(ReadError, match="takes too long"):
        source_of(heavy)


def test_a_page_read_apart_is_read_alike() -> None:
    """A large page gives the same lines, hints and metadata as the same page beside the limit."""
    small = source_of(ARTICLE, "<meta name=author content='Jane Doe'>")
    large = source_of(ARTICLE + "<i></i>" * 30_000, "<meta name=author content='Jane Doe'>")
    assert (large.text, large.stated, large.hints) == (small.text, small.stated, small.hints)


def test_names_of_elements_are_read_as_words() -> None:
    """`share` is a word of `btn-share` and `shareBar`, not of `shareholder`; what is around counts on."""
    assert marks_of({"class": "btn shareBar"}, frozenset()) == {"share"}
    assert marks_of({"id": "Article_Body"}, frozenset({"share"})) == {"share", "body"}
    assert marks_of({"class": "shareholder download"}, frozenset()) == frozenset()


def test_a_packed_page_is_read_like_the_page() -> None:
    """`.html.gz` differs in its hash alone."""
    packed = read(RawFile("p.html.gz", gzip.compress(page(ARTICLE))))
    assert (packed.text, packed.hints) == (source_of(ARTICLE).text, source_of(ARTICLE).hints)


def test_a_tag_with_endless_attributes_is_read_where_it_can_be_ended() -> None:
    """Each attribute is compared with every other; one long value, as frameworks write it, is no such tag."""
    assert is_heavy("<p " + " ".join(f"a{number}" for number in range(2_000)) + ">")
    assert not is_heavy(f"<p data-state='{'word ' * 5_000}'>")


def test_a_page_whose_root_is_empty_is_no_mistake() -> None:
    """The parser gives a root without a body now and then."""
    with pytest.raises(ReadError, match="holds no text"):
        read(RawFile("p.html", b"<!doctype html><html c=d><body></html><html a=b>"))


@pytest.mark.parametrize(
    ("published", "elsewhere", "day"),
    [
        ("2024-03-02T03:00:00Z", "2024-03-02T09:00:00-05:00", "2024-03-01"),
        ("2024-03-02T00:00:00Z", "2024-03-02T09:00:00-05:00", "2024-03-02"),
        ("Sat Mar 02 2024 03:00:00 GMT+0000", "2024-03-02T09:00:00-05:00", "2024-03-01"),
        ("2024-03-02T03:00:00+99:99", "2024-03-02", "2024-03-02"),
        ("02.03.2024", "", "2024-03-02"),
        ("2024年3月2日", "", "2024-03-02"),
    ],
)
def test_universal_time_is_told_in_the_papers_own_zone(published: str, elsewhere: str, day: str) -> None:
    """A time that the page writes in its own zone says which; midnight is no time but a day."""
    head = PUBLISHED.format(published) + MODIFIED.format(elsewhere)
    assert source_of(ARTICLE, head).stated["date"] == day


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        (
            "<div class='byline'>By <a>Jane Doe</a> and <a>Max Roe</a> Staff writers</div>",
            "Jane Doe, Max Roe",
        ),
        ("<span itemprop=author><span itemprop=name>Jane Doe</span> Editor</span>", "Jane Doe"),
        ("<p class=author>Von Jana Doe | 3. Mai</p>", "Jana Doe"),
        ("<div class=related><span class=author>Somebody Else</span></div>", ""),
        ("<span class=author>admin</span>", ""),
    ],
)
def test_names_that_only_elements_state_are_read(markup: str, author: str) -> None:
    """They are those of this article, without what stands before and behind them."""
    assert source_of(ARTICLE.replace("</h1>", f"</h1>{markup}")).stated.get("author", "") == author


def test_the_outlet_is_called_as_its_readers_call_it() -> None:
    """The publisher of an agency's text is not the paper; an address is no name."""
    head = LD.format('{"@type": "NewsArticle", "publisher": {"name": "The Agency"}}')
    site = "<meta property='og:site_name' content='{}'>"
    assert source_of(ARTICLE, head + site.format("The Post")).stated["outlet"] == "The Post"
    assert source_of(ARTICLE, head + site.format("post.example")).stated["outlet"] == "The Agency"
