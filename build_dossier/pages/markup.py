"""Templates into one block of HTML that Markdown leaves alone."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

if TYPE_CHECKING:
    from build_dossier.pages.tree import Here

__all__ = ["block", "render"]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("build_dossier.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def render(template: str, here: Here, **values: object) -> str:
    """Return a page of a tree as one block of HTML."""
    words = here.tree.words
    text = (
        _environment()
        .get_template(template)
        .render(
            here=here,
            tree=here.tree,
            words=words,
            attrs=here.tree.attrs,
            _=words.text,
            ngettext=words.plural,
            said=words.said,
            dossier_title=here.tree.title(),
            **values,
        )
    )
    return block(text)


def block(text: str) -> str:
    """Return HTML that passes through Markdown byte for byte.

    Markdown would drop STX and ETX, expand tabs and end a block at a blank line; characters that HTML
    forbids become U+FFFD, so that nothing vanishes unseen.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "&#9;")
    text = re.sub(
        "[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text
    )
    lines = (line.strip(" ") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
