"""The code lists: what a value may be, what it is called, and from when to when."""

from thidua.codelists.entries import (
    Authority,
    Award,
    CitedDocument,
    Cluster,
    Code,
    Dated,
    Entry,
    Indicator,
    Member,
    Name,
    Successor,
    Unit,
)
from thidua.codelists.lists import CONTRACT, CodeList, CodeLists

__all__ = [
    "CONTRACT",
    "Authority",
    "Award",
    "CitedDocument",
    "Cluster",
    "Code",
    "CodeList",
    "CodeLists",
    "Dated",
    "Entry",
    "Indicator",
    "Member",
    "Name",
    "Successor",
    "Unit",
]
