"""Every code of a finding and how much it weighs. Codes are never reused."""

from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding weighs; the words are those of the outputs for machines."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


_ERRORS: Final = """
FIL101 FIL102 FIL103 FIL105 FIL106
ENC101 ENC102
YML101 YML102 YML103 YML104 YML105 YML106 YML107 YML108 YML109 YML110 YML111 YML112 YML113 YML114
YML121 YML122 YML123
SCH101 SCH102 SCH103 SCH104 SCH105 SCH106 SCH107 SCH108 SCH109 SCH110 SCH111 SCH112 SCH113
REF101 REF102 REF103 REF104 REF105 REF106
TOT101 TOT103 TOT104
DUP101 DUP102
AWD101 AWD102 AWD103
CON101
PRV101 PRV102 PRV103 PRV104
""".split()
_WARNINGS: Final = "TOT102 TOT201 DUE101 DUE102 DUE103".split()
_NOTICES: Final = "ENC103".split()

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
