"""Why a line is no text of the article, in words: the sentences that rules of the packs may give.

They stand here, not in the packs, so that each has one place in the message catalogues.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from build_dossier.model import Message

__all__ = ["METADATA_REASONS", "REASONS"]

_ALL = (
    Message.of("an advertisement or the label of one"),
    Message.of("an invitation to sign up, try or subscribe"),
    Message.of("an invitation to follow or download"),
    Message.of("a pointer to another article"),
    Message.of("the heading of a list of other articles"),
    Message.of("buttons for sharing"),
    Message.of("the comment section of the page"),
    Message.of("buttons for the size of the letters"),
    Message.of("a link back to the top of the page"),
    Message.of("a notice about cookies or privacy"),
    Message.of("a copyright notice"),
    Message.of("a legal or editorial notice of the outlet"),
    Message.of("the replacement text of an embedded post"),
    Message.of("the replacement text of a picture"),
    Message.of("the list of the article's keywords"),
    Message.of("navigation of the page"),
    Message.of("a control of a player or a gallery"),
    Message.of("the reading time or the number of readers"),
)

REASONS: Mapping[str, Message] = MappingProxyType({message.text: message for message in _ALL})
"""By their English text, as a rule names them."""

METADATA_REASONS: Mapping[str, Message] = MappingProxyType(
    {
        "caption": Message.of("the caption of a picture"),
        "date": Message.of("states a date of the article"),
        "author": Message.of("states the author"),
        "editor": Message.of("states the editor"),
        "credit": Message.of("states who made the picture"),
        "outlet": Message.of("states the outlet or agency"),
    }
)
"""By the role of the line."""
