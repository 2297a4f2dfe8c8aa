"""What the things we write on a forge are known again by, so that they are written once."""

from typing import Final

from thidua.messages import Catalogue

#: The one comment on a pull request, and a suggestion on one of its lines.
MARKER: Final = "<!-- thidua:gate -->"
NOTE_MARKER: Final = "<!-- thidua:note "
_LABELS: Final = ("turn", "kind", "campaign", "cluster")


def prefixes(words: Catalogue) -> tuple[str, ...]:
    """Return how the labels begin that are ours to set and to take off."""
    return tuple(words.ui(f"label_{key}") for key in _LABELS)
