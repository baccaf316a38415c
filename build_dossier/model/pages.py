"""What is published: plain values that any engine can take."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Alternate", "Page"]


@dataclass(frozen=True, slots=True)
class Alternate:
    """One entry of a page's language switcher."""

    language: str
    name: str
    """The language's own name: `Bahasa Indonesia`, `Deutsch`."""
    href: str
    """Relative to the page, ending in `.html` or `.html#anchor`."""
    translation: bool
    """True when it is a true translation: only then `hreflang` and the sitemap name it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page of one language's site: plain values that any engine can publish."""

    language: str
    """The tree it belongs to, e.g. `de`."""
    path: str
    """Within the tree, e.g. `articles/foo.md`; published as `articles/foo.html`."""
    title: str
    html: str
    """One block of escaped HTML without a blank line in it, so that Markdown leaves it alone."""
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    hub: bool = False
    """True for the few pages that stand in the navigation."""
    meta: tuple[tuple[str, str], ...] = ()
    """Further front matter."""
    files: tuple[tuple[str, str], ...] = ()
    """Files that lie beside it, by name and text: the same matter for other programs."""
