"""What every paper has."""

from datetime import date

import msgspec

#: A field called ``date`` would hide the type of that name inside its class.
Day = date


class Record(msgspec.Struct, frozen=True, kw_only=True, rename=lambda name: name.rstrip("_")):
    """A part of a paper."""


class Signer(Record, frozen=True, kw_only=True):
    """Who signed."""

    post: str
    name: str | None = None


class Revision(Record, frozen=True, kw_only=True):
    """Why a paper replaces an earlier version of itself."""

    reason: str
    replaces: str | None = None
    #: When, where the paper itself keeps its date.
    date: Day | None = None


class Paper(Record, frozen=True, kw_only=True):
    """What every paper has."""

    campaign: str
    submitter: str
    sample: bool = False
    date: Day | None = None
    version: int = 1
    revision: Revision | None = None

    @property
    def dated(self) -> Day | None:
        """The day of what stands in it now: of the paper, or of its revision if that is later."""
        days = [self.date, self.revision.date if self.revision else None]
        return max((day for day in days if day), default=None)
