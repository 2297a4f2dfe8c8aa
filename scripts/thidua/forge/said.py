"""What the job that judges hands to the job that tells: one line of text, small and checked."""

from typing import Annotated, Final

import msgspec

from thidua.forge.api import ForgeFault
from thidua.forge.event import PullEvent

#: The server hands a variable of that size over, and no more.
MOST_BYTES: Final = 120_000
_Text = Annotated[str, msgspec.Meta(max_length=65_000)]
_Label = Annotated[str, msgspec.Meta(min_length=1, max_length=50)]


class Note(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A suggestion on a line."""

    path: Annotated[str, msgspec.Meta(max_length=500)]
    line: Annotated[int, msgspec.Meta(ge=1)]
    body: Annotated[str, msgspec.Meta(max_length=20_000)]


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verdict in words."""

    pull: int
    head: str
    state: Annotated[str, msgspec.Meta(pattern=r"\A(?:success|failure|error)\Z")]
    description: Annotated[str, msgspec.Meta(max_length=140)]
    comment: _Text
    labels: Annotated[list[_Label], msgspec.Meta(max_length=20)]
    notes: Annotated[list[Note], msgspec.Meta(max_length=10)]

    def line(self) -> str:
        """Return it as one line; notes are left out where there is no room for them."""
        text = msgspec.json.encode(self).decode()
        if len(text.encode()) > MOST_BYTES and self.notes:
            return msgspec.structs.replace(self, notes=[]).line()
        return text


def read(text: str, event: PullEvent) -> Said | None:
    """Return what was said of the event's head; None if the job that judges said nothing.

    Raises :class:`ForgeFault` for anything else.
    """
    if not text.strip():
        return None
    try:
        said = msgspec.json.decode(text, type=Said)
    except msgspec.DecodeError as error:
        raise ForgeFault(f"the verdict cannot be read: {error}") from error
    if (said.pull, said.head) != (event.number, event.head):
        raise ForgeFault("the verdict is about another pull request")
    return said
