"""Every code of a finding and how much it weighs. Codes are never reused."""

from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding weighs; the words are those of the outputs for machines."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    #: A fault of ours: nobody who sends papers need do anything.
    FAULT = "fault"


def _codes(family: str, *numbers: int) -> list[str]:
    return [f"{family}{number}" for number in numbers]


_ERRORS: Final = [
    *_codes("FIL", *range(101, 107)),
    *_codes("ENC", 101, 102, 104, 105),
    *_codes("YML", *range(101, 117), 121, 122, 123),
    *_codes("MDN", *range(101, 111), 112, 113),
    *_codes("SCH", *range(101, 115)),
    *_codes("REF", *range(101, 105), 106, 107, 109, 112),
    *_codes("TOT", 101, 103, 104),
    *_codes("DUP", *range(101, 105)),
    *_codes("DUE", 104, 105, 106),
    *_codes("AWD", *range(101, 105), 109),
    *_codes("PRV", *range(101, 108)),
    *_codes("WAI", 103),
    *_codes("OWN", *range(101, 108), 109, 110, 111),
]
_WARNINGS: Final = [
    *_codes("MDN", 111),
    *_codes("ENC", 106),
    *_codes("WAI", 101, 102),
    *_codes("SCH", 115),
    # Not errors: a dispatch or a report that changes must not take down the papers about it.
    *_codes("REF", 105, 108, 111, 113, 114),
    *_codes("TOT", 102, 105, *range(201, 207), *range(301, 310)),
    *_codes("DUP", 105, 106),
    *_codes("DUE", 101, 102, 103, *range(107, 114)),
    *_codes("AWD", *range(105, 109), 110, 111, 112),
    # Not errors: a cluster that moves its conference must not take down the leaders' calendar.
    *_codes("CON", 101, 102, 103),
    *_codes("CON", *range(201, 206)),
]
_NOTICES: Final = [
    *_codes("ENC", 103),
    *_codes("REF", 110),
    *_codes("CON", 104),
    *_codes("OWN", 108),
]
_FAULTS: Final = _codes("GEN", *range(101, 109))

SEVERITIES: Final[dict[str, Severity]] = dict(
    sorted(
        [(code, Severity.ERROR) for code in _ERRORS]
        + [(code, Severity.WARNING) for code in _WARNINGS]
        + [(code, Severity.NOTICE) for code in _NOTICES]
        + [(code, Severity.FAULT) for code in _FAULTS]
    )
)


#: After these nothing more can be said of a paper: its YAML cannot be read further.
STOPPING: Final = frozenset(
    _codes("YML", *range(101, 106), *range(111, 117)) + _codes("ENC", 101, 102, 104) + ["MDN101"]
)

#: A check of ours broke down over a paper.
HOUSE_CODE: Final = "GEN101"
#: Codes that have an example: a check that breaks down is mended at once, so there is none of it.
EXAMPLED: Final = tuple(code for code in SEVERITIES if code != HOUSE_CODE)
#: Codes about what a pull request touches, whatever its papers say.
OF_CHANGES: Final = tuple(code for code in SEVERITIES if code.startswith("OWN"))
#: The others that have an example: they speak of what stands in a repository.
OF_PAPERS: Final = tuple(code for code in EXAMPLED if code not in OF_CHANGES)


def severity_of(code: str) -> Severity:
    """Return the weight of a code; a code that is not listed raises ``KeyError``."""
    return SEVERITIES[code]
