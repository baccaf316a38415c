"""What a page states about itself outside its text: JSON-LD, Open Graph, meta elements, links, `time`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_license

from build_dossier.read.byline import byline, names_of
from build_dossier.read.json_ld import Article
from build_dossier.read.page_dates import day_in, days_of, line_day, time_element
from build_dossier.read.visible import VisibleLine

__all__ = ["stated_by"]

_LATEST = "9999-12-31"
"""htmldate's bound, or it would look at today's date; what is too late is judged where today is known."""
_HANDLE = re.compile(r"https?:|www\.|@|[\w.]+/")
_SITE = re.compile(r"(?:(?<!\s)\s+)?[-–—|·:»«_]\s*(?=[^\s|])")
"""What parts the headline from the site's name in the title of the window."""
_NEAR = 4
"""Lines below the title among which a day is that of publication."""
_MOST = 300
"""Characters a value may have; a longer one is no title, name or address."""

_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title",
              "articletitle"),
    "date": (
        "article:published_time", "og:article:published_time", "datepublished", "article.published",
        "date.issued", "dc.date.issued", "dcterms.created", "dc.date", "citation_publication_date",
        "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate",
        "article:published", "published_time", "cxenseparse:recs:publishtime", "apub:time",
        "article:created", "date", "article_date_original", "og:release_date",
    ),
    "modified": (
        "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
        "dcterms.modified", "last-modified", "lastmod", "article.updated", "article:updated",
        "article_date_updated",
    ),
    "author": (
        "author", "article:author_name", "dc.creator", "dcterms.creator", "citation_author",
        "parsely-author", "byl", "sailthru.author", "article:author", "cxenseparse:author",
    ),
    "outlet": (
        "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher",
        "citation_journal_title", "sitename",
    ),
    "url": ("og:url",),
    "rights": ("dcterms.rights", "dc.rights", "copyright", "rights"),
    "summary": ("og:description", "description", "twitter:description"),
    "image": ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"),
}  # fmt: skip
"""Names of meta elements by the key they state, the most trusted first."""


def stated_by(root: HtmlElement, article: Article, lines: tuple[VisibleLine, ...]) -> dict[str, str]:
    """Return what a page states: keys of `model.Source.stated`, without empty ones.

    JSON-LD, read before as `article`, comes before meta elements, both before what other libraries find.
    """
    metas = _metas(root)
    stated = {key: article.get(key) or _first(metas, key) for key in _META}
    stated["url"] = _address(_canonical(root) or stated["url"])
    stated["image"] = _address(stated["image"], stated["url"])
    stated["credit"] = article.get("credit", "")
    stated |= _days(root, article, metas, stated["url"], lines)
    stated["title"] = _headline(root, lines, stated["title"])
    stated["outlet"] = _called(metas) or stated["outlet"] or _site(root, stated["title"], stated["url"])
    stated["author"] = _author(root, stated["author"], stated["outlet"])
    if root.xpath("boolean(//a[contains(@rel, 'license')])"):
        stated["rights"] = stated["rights"] or attempt(partial(extract_license, root)) or ""
    stated["language"] = _language(root, article, metas)
    return {key: value for key, value in stated.items() if value}


def _below_title(lines: tuple[VisibleLine, ...]) -> list[str]:
    """Return the lines right below the only main heading."""
    tops = [at for at, line in enumerate(lines) if line.reason == "h1"]
    return [line.text for line in lines[tops[0] + 1 : tops[0] + 1 + _NEAR]] if len(tops) == 1 else []


def _days(
    root: HtmlElement,
    article: Article,
    metas: Mapping[str, list[str]],
    url: str,
    lines: tuple[VisibleLine, ...],
) -> dict[str, str]:
    """Return the day of publication and the day of a later change."""
    published, modified = (
        [article.get(key, ""), *(value for name in _META[key] for value in metas.get(name, ()))]
        for key in ("date", "modified")
    )
    day, changed = days_of(published, modified, url)
    day = day or time_element(root) or day_in(url) or line_day(_below_title(lines))
    if not day and (found := _found_date(root, url)) != changed:
        day = found  # the day of a change is no day of publication
    return {"date": day, "modified": changed if changed > day else ""}


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    """Return the contents of the page's meta elements by their name in small letters."""
    metas: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            metas.setdefault(name.strip().lower(), []).append(content)
    return metas


def _first(metas: Mapping[str, list[str]], key: str) -> str:
    """Return the value of the most trusted name that is there; authors joined."""
    for name in _META[key]:
        values = [value for value in metas.get(name, ()) if len(value) <= _MOST]
        if key == "outlet":
            values = [value for value in values if not _HANDLE.match(value)]
        if values:
            return ", ".join(dict.fromkeys(values)) if key == "author" else values[0]
    return ""


def _canonical(root: HtmlElement) -> str:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            return (element.get("href") or "").strip()
    return ""


def _address(value: str, base: str = "") -> str:
    """Return a whole address; empty for one that leads nowhere from outside the page."""
    try:
        whole = urljoin(base, value.strip()) if value else ""
        parts = urlsplit(whole)
    except ValueError:
        return ""
    return whole if parts.scheme in ("http", "https") and parts.netloc and len(whole) <= 2000 else ""


def _found_date(root: HtmlElement, url: str) -> str:
    found = attempt(
        lambda: find_date(root, url=url or None, extensive_search=False, original_date=True, max_date=_LATEST)
    )
    return found if isinstance(found, str) else ""


def _author(root: HtmlElement, stated: str, outlet: str) -> str:
    """Return the names of authors; what the elements say where the metadata name nobody or the outlet."""
    name = names_of(stated)
    if name and name.casefold() != outlet.casefold():
        return name
    return byline(root) or name


def _called(metas: Mapping[str, list[str]]) -> str:
    """Return the name that readers know the site by, where it is written as one and no address.

    The publisher may be an agency, or a company that nobody has heard of.
    """
    names = (name for name in metas.get("og:site_name", ()) if len(name) <= _MOST and not _HANDLE.match(name))
    return next(
        (name for name in names if not (name.isascii() and name == name.lower()) and "." not in name), ""
    )


def _site(root: HtmlElement, title: str, url: str) -> str:
    """Return the site's name behind the headline in the title of the window, else the host."""
    window = _window(root)
    if title and window.startswith(title) and _SITE.match(window, len(title)):
        return _SITE.split(window[len(title) :])[-1][:_MOST]
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _window(root: HtmlElement) -> str:
    return " ".join((root.findtext(".//head/title") or "").split())


def _headline(root: HtmlElement, lines: tuple[VisibleLine, ...], title: str) -> str:
    """Return the only main heading where the metadata only adds the site's name to it, else the title.

    Without one it is the heading that the title of the window begins with, else that title.
    """
    headings = [line for line in lines if line.kind == "heading" and line.region not in ("nav", "footer")]
    tops = [line.text for line in headings if line.reason == "h1"]
    if len(tops) == 1 and (not title or title.startswith(tops[0])):
        return tops[0]
    window = _window(root)
    if title or len(window) > _MOST:
        return title
    begun = [line.text for line in headings if window.startswith(line.text)]
    return max(begun, key=len, default=window)


def _language(root: HtmlElement, article: Article, metas: Mapping[str, list[str]]) -> str:
    """Return the language that the root element states, if the article's own data say the same.

    `lang` alone lies: templates are copied with it. The text then tells its language.
    """
    root_language = _tag(root.get("lang") or root.get("xml:lang") or "")
    others = [article.get("language", ""), *metas.get("og:locale", ()), *metas.get("content-language", ())]
    said = [_tag(value) for value in others if value]
    alone = root_language.partition("-")[0]
    return root_language if alone and any(tag.partition("-")[0] == alone for tag in said) else ""


def _tag(value: str) -> str:
    match = re.match(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]|$)", value.strip())
    if not match:
        return ""
    return "-".join([match[1].lower(), *([match[2].title()] if match[2] else [])])


def attempt(call: Callable[[], Any]) -> Any:
    """Return what a call returns, None when it fails on a page: a broken page still has visible lines."""
    try:
        return call()
    except RecursionError:
        raise
    except Exception:  # trafilatura and htmldate let AssertionError, ValueError and others of lxml through
        return None
