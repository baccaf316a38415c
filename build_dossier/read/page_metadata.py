"""What a page states about itself outside its text: JSON-LD, Open Graph, meta elements, links, `time`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_author, extract_license, extract_sitename

from build_dossier.read.json_ld import Article
from build_dossier.read.visible import VisibleLine

__all__ = ["stated_by"]

_LATEST = "9999-12-31"
"""htmldate's bound, or it would look at today's date; what is too late is judged where today is known."""
_DAY = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?=$|[T\s])|\s*(\d{4})(\d{2})(\d{2})(?=$|T)", re.ASCII)
_UNIVERSAL = re.compile(r"[T\s]\d{2}:?\d{2}.{0,20}(?:Z|[+-]00:?00)$")
_DAY_IN_PATH = re.compile(r"://[^/]{1,200}/(?:[^?#]{0,300}/)?(\d{4})[/-](\d{1,2})[/-](\d{1,2})/", re.ASCII)
_FIRST_YEAR = 1600
"""There were no newspapers before; some systems write the year 1 where they know none."""
_HANDLE = re.compile(r"https?:|www\.|@|[\w.]+/")
_MOST = 300
"""Characters a value may have; a longer one is no title, name or address."""

_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title"),
    "date": (
        "article:published_time", "og:article:published_time", "datepublished", "article.published",
        "date.issued", "dc.date.issued", "dcterms.created", "dc.date", "citation_publication_date",
        "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate",
        "article:published", "published_time", "cxenseparse:recs:publishtime",
    ),
    "modified": (
        "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
        "dcterms.modified", "last-modified", "lastmod", "article.updated", "article:updated",
    ),
    "author": (
        "author", "article:author_name", "dc.creator", "dcterms.creator", "citation_author",
        "parsely-author", "byl", "sailthru.author", "article:author", "cxenseparse:author",
    ),
    "outlet": (
        "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher",
        "citation_journal_title",
    ),
    "url": ("og:url",),
    "rights": ("dcterms.rights", "dc.rights", "copyright", "rights"),
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
    stated |= _days(root, article, metas, stated["url"])
    stated["author"] = _names(stated["author"])
    _fill(stated, root)
    stated["title"] = _headline(lines, stated["title"])
    stated["language"] = _language(root, article, metas)
    return {key: value for key, value in stated.items() if value}


def _days(root: HtmlElement, article: Article, metas: Mapping[str, list[str]], url: str) -> dict[str, str]:
    """Return the day of publication and the day of a later change."""
    days = {}
    for key in ("date", "modified"):
        values = [article.get(key, ""), *(value for name in _META[key] for value in metas.get(name, ()))]
        days[key] = next((day for value in values if (day := _day(value, url))), "")
    days["date"] = days["date"] or _time_element(root) or _day_in(url) or _found_date(root, url)
    if days["modified"] <= days["date"]:
        days["modified"] = ""
    return days


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


def _day(value: str, url: str = "") -> str:
    """Return the day of a point in time, in the time zone that the page writes; empty for other things.

    A page that writes universal time may mean the day before or after: its address then says the day.
    """
    match = _DAY.match(value)
    day = _valid([part for part in match.groups() if part]) if match else ""
    named = _day_in(url) if day and _UNIVERSAL.search(value) else ""
    if named and abs((date.fromisoformat(named) - date.fromisoformat(day)).days) == 1:
        return named
    return day


def _day_in(url: str) -> str:
    """Return the day that the path of an address names, as in `/2019/11/18/`."""
    match = _DAY_IN_PATH.search(url)
    return _valid([match[1], match[2].zfill(2), match[3].zfill(2)]) if match else ""


def _valid(parts: Sequence[str]) -> str:
    try:
        found = date.fromisoformat("-".join(parts))
    except ValueError:
        return ""
    return found.isoformat() if found.year >= _FIRST_YEAR else ""


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


def _time_element(root: HtmlElement) -> str:
    """Return the day that the page's only `time` element inside an article or marked as published states."""
    days = set()
    for element in root.iter("time"):
        day = _day(element.get("datetime") or "")
        names = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
        if day and ("datepublished" in names or "published" in names or element.get("pubdate") is not None):
            return day
        days.add(day)
    days.discard("")
    return days.pop() if len(days) == 1 else ""


def _found_date(root: HtmlElement, url: str) -> str:
    found = attempt(
        lambda: find_date(root, url=url or None, extensive_search=False, original_date=True, max_date=_LATEST)
    )
    return found if isinstance(found, str) else ""


def _names(value: str) -> str:
    """Return names of authors, without the addresses that some pages write there instead."""
    value = re.sub(r"^(?:by|von|par|oleh)\s+", "", value.strip(), flags=re.IGNORECASE)
    return "" if _HANDLE.match(value) or len(value) > _MOST else value


def _fill(stated: dict[str, str], root: HtmlElement) -> None:
    """Add what trafilatura finds in the page's elements, where the page states nothing."""
    finders = {"author": extract_author, "outlet": extract_sitename}
    if root.xpath("boolean(//a[contains(@rel, 'license')])"):
        finders["rights"] = extract_license
    for key, find in finders.items():
        value = stated[key] or attempt(partial(find, root))
        if isinstance(value, str) and len(value) <= _MOST:
            stated[key] = " ".join(value.replace("; ", ", ").split())
    host = urlsplit(stated["url"]).hostname or ""
    stated["outlet"] = stated["outlet"] or host.removeprefix("www.")


def _headline(lines: tuple[VisibleLine, ...], title: str) -> str:
    """Return the only main heading where the metadata only adds the site's name to it, else the title."""
    tops = [line.text for line in lines if line.reason == "h1" and line.region not in ("nav", "footer")]
    return tops[0] if len(tops) == 1 and (not title or title.startswith(tops[0])) else title


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
