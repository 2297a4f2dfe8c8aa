"""The code lists: what a value may be, what it is called, and from when to when."""

from thidua.codelists.compositions import Composition, compositions
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
from thidua.codelists.lineage import forebears, heirs
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
    "Composition",
    "Dated",
    "Entry",
    "Indicator",
    "Member",
    "Name",
    "Successor",
    "Unit",
    "compositions",
    "forebears",
    "heirs",
]
