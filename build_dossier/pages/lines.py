"""The words for what a line of a source is and what became of it."""

from __future__ import annotations

from build_dossier.model import Line, Message, Role, Verdict
from build_dossier.pages.words import Words

__all__ = ["ROLES", "VERDICTS", "role_words"]

ROLES: dict[Role, Message] = {
    "title": Message.of("headline"),
    "heading": Message.of("heading"),
    "paragraph": Message.of("paragraph"),
    "caption": Message.of("caption"),
    "date": Message.of("date"),
    "author": Message.of("author"),
    "editor": Message.of("editor"),
    "credit": Message.of("photo credit"),
    "outlet": Message.of("outlet"),
    "front-matter": Message.of("front matter"),
    "menu": Message.of("menu"),
    "widget": Message.of("page control"),
    "share": Message.of("share buttons"),
    "advertisement": Message.of("advertisement"),
    "comments": Message.of("comment section"),
    "alt-text": Message.of("picture description"),
    "navigation": Message.of("navigation"),
    "teaser": Message.of("pointer to another article"),
    "notice": Message.of("notice"),
    "leftover": Message.of("leftover"),
}

VERDICTS: dict[Verdict, Message] = {
    "keep": Message.of("kept"),
    "drop": Message.of("removed"),
    "metadata": Message.of("taken as a fact"),
    "review": Message.of("to check"),
}


def role_words(words: Words, line: Line) -> str:
    """Return the word for what a line is, empty where the reason for its verdict says that word."""
    role, reason = words.say(ROLES[line.role]), words.say(line.reason)
    return "" if role.casefold() in reason.casefold() else role
