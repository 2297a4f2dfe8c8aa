"""Every code of a finding and how much it weighs. Codes are never reused."""

from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding weighs; the words are those of the outputs for machines."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


def _codes(family: str, *numbers: int) -> list[str]:
    return [f"{family}{number}" for number in numbers]


_ERRORS: Final = [
    *_codes("FIL", 101, 102, 103, 105, 106),
    *_codes("ENC", 101, 102),
    *_codes("YML", *range(101, 115), 121, 122, 123),
    *_codes("SCH", *range(101, 114)),
    *_codes("REF", *range(101, 110)),
    *_codes("TOT", 101, 103, 104),
    *_codes("DUP", 101, 102, 103),
    *_codes("AWD", 101, 102, 103),
    *_codes("CON", 101),
    *_codes("PRV", 101, 102, 103, 104),
]
_WARNINGS: Final = [*_codes("TOT", 102, 201, *range(301, 305)), *_codes("DUE", 101, 102, 103)]
_NOTICES: Final = _codes("ENC", 103)

SEVERITIES: Final[dict[str, Severity]] = dict(
    sorted(
        [(code, Severity.ERROR) for code in _ERRORS]
        + [(code, Severity.WARNING) for code in _WARNINGS]
        + [(code, Severity.NOTICE) for code in _NOTICES]
    )
)


def severity_of(code: str) -> Severity:
    """Return the weight of a code; a code that is not listed raises ``KeyError``."""
    return SEVERITIES[code]
