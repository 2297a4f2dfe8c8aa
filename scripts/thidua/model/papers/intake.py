"""The register of receipt."""

from thidua.model.papers.base import Day, Paper, Record
from thidua.text.dates import Moment


class Received(Record, frozen=True, kw_only=True):
    """A paper that arrived."""

    paper: str
    received: Moment
    channel: str
    note: str | None = None


class Returned(Record, frozen=True, kw_only=True):
    """A paper that was received and sent back for correction."""

    paper: str
    returned: Moment
    reason: str


class Extension(Record, frozen=True, kw_only=True):
    """A longer deadline for one submitter; ``until`` is its last good day."""

    unit: str
    paper: str
    until: Day
    granted: Day
    reason: str


class Exemption(Record, frozen=True, kw_only=True):
    """A submitter that need not send a paper."""

    unit: str
    paper: str
    granted: Day
    reason: str


class Intake(Paper, frozen=True, kw_only=True):
    """The register of receipt."""

    entries: tuple[Received, ...] = ()
    returns: tuple[Returned, ...] = ()
    extensions: tuple[Extension, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
