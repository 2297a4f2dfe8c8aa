"""What the gate says on a pull request: one comment, a line for the status, labels, suggestions."""

from thidua.formatters.comment.labels import labels
from thidua.formatters.comment.links import Links
from thidua.formatters.comment.note import notes
from thidua.formatters.comment.whole import comment, description, state

__all__ = [
    "Links",
    "comment",
    "description",
    "labels",
    "notes",
    "state",
]
