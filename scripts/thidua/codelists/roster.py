"""The roster: which accounts may write in which folders. Rights follow folders."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua.codelists.lists import CONTRACT, CodeLists
from thidua.contract import read_json, read_yaml
from thidua.diagnostics import HouseFault

#: The file of the roster, in the folder of the code lists; a repository may do without.
FILE: Final = "roster.yml"


@dataclass(frozen=True, slots=True)
class Rights:
    """What one account may do."""

    account: str
    #: The submitters in whose folders it writes; none for somebody who only reviews.
    folders: frozenset[str]
    #: Whether it may change what is nobody's folder: schemas, pages, workflows.
    house: bool = False
    #: The clusters and submitters whose papers it is asked to review.
    reviews: frozenset[str] = frozenset()


class Roster:
    """The accounts, in any case of letters: GitHub knows no difference."""

    def __init__(self, rights: Iterable[Rights]) -> None:
        self._rights = {each.account.casefold(): each for each in rights}

    @classmethod
    def read(cls, folder: Path, codelists: CodeLists, contract: Path | None = None) -> "Roster":
        """Read the roster of a folder of code lists; without a file nobody has rights.

        Raises :class:`HouseFault` if it breaks its schema or names a submitter that no list has.
        """
        file = folder / FILE
        if not file.is_file():
            return cls(())
        where = contract or folder / CONTRACT
        definitions = read_json(where, where.name)["$defs"]
        schema = {"$ref": "#/$defs/roster", "$defs": definitions}
        raw = read_yaml(file, f"schemas/codelists/{FILE}", schema)[1]
        found: dict[str, Rights] = {}
        for each in raw["entries"]:
            folders, reviews = (
                frozenset(each.get("folders", ())),
                frozenset(each.get("reviews", ())),
            )
            rights = Rights(each["account"], folders, each.get("house", False), reviews)
            unknown = [key for key in sorted(folders | reviews) if codelists.kind_of(key) is None]
            if unknown or rights.account.casefold() in found:
                what = f"names {unknown[0]}, which no list has" if unknown else "stands twice"
                raise HouseFault(f"schemas/codelists/{FILE}: {rights.account} {what}")
            found[rights.account.casefold()] = rights
        return cls(found.values())

    def __iter__(self) -> Iterator[Rights]:
        return iter(self._rights.values())

    def of(self, account: str) -> Rights | None:
        """Return the rights of an account; None if nobody has given it any."""
        return self._rights.get(account.casefold())
