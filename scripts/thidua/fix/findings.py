"""Which findings ``thidua fix`` puts right: those that leave one reading only."""

import posixpath
from collections.abc import Sequence

from thidua.diagnostics import Diagnostic
from thidua.text.figures import Figure
from thidua.text.readings import days


def typed(finding: Diagnostic) -> str | None:
    """Return the value that a finding asks for, None where a person must decide."""
    params = finding.params
    match finding.code:
        case "YML121" if params.get("format") == "figure":
            value = params.get("decimal") if params["reason"] == "decimal" else None
        case "YML122" if params.get("format") == "figure":
            value = params["text"]
        case "TOT104":
            value = params.get("typed")
        case "SCH113":
            meant = days(str(params["value"]))
            return meant[0] if len(meant) == 1 else None
        case _:
            return None
    return str(value) if value is not None and Figure.parse(value) else None


def repairable(finding: Diagnostic) -> bool:
    """Tell whether ``thidua fix`` puts a finding right."""
    return finding.code == "ENC103" or typed(finding) is not None


def to_repair(found: Sequence[Diagnostic]) -> tuple[int, str] | None:
    """Return how many findings can be put right, and the file or folder that holds them all."""
    paths = [each.path for each in found if repairable(each)]
    return (len(paths), posixpath.commonpath(paths)) if paths else None
