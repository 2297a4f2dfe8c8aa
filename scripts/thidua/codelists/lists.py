"""The lists themselves: read, checked against their schema, looked up."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec

from thidua.codelists.entries import (
    Authority,
    Award,
    CitedDocument,
    Cluster,
    Entry,
    Indicator,
    Unit,
)
from thidua.contract import read_json, read_yaml
from thidua.diagnostics import HouseFault
from thidua.text.folding import fold

#: The file that holds the schema of every list.
CONTRACT = "codelist.schema.json"

E_co = TypeVar("E_co", bound=Entry, covariant=True)


class CodeList(Generic[E_co]):
    """One list: its entries by id, in the order of the file."""

    def __init__(self, name: str, raw: Mapping[str, Any], entry: type[E_co]) -> None:
        """Convert a list that its schema has already accepted."""
        self.name = name
        self.title: str = raw["title"]
        self.title_en: str = raw["title_en"]
        self.groups: dict[str, str] = {g["id"]: g["name"] for g in raw.get("groups", ())}
        self._entries: dict[str, E_co] = {}
        for each in raw["entries"]:
            item = msgspec.convert(each, entry, strict=False)
            if item.id in self._entries:
                message = f"schemas/codelists/{name}.yml: id {item.id} stands twice"
                raise HouseFault(message)
            self._entries[item.id] = item

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __getitem__(self, key: str) -> E_co:
        return self._entries[key]

    def __iter__(self) -> Iterator[E_co]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: str) -> E_co | None:
        """Return an entry, or None."""
        return self._entries.get(key)

    @property
    def ids(self) -> list[str]:
        """Every id that was ever valid."""
        return list(self._entries)

    @cached_property
    def written_forms(self) -> dict[str, str]:
        """Every written form (id, names, aliases) with the id that it stands for."""
        return {form: entry.id for entry in self for form in entry.spellings}

    def typed_forms(self, day: date | None, *, names: bool) -> dict[str, str]:
        """Return every written form with what is typed for it: the id, or the name on a day."""
        if not names:
            return self.written_forms
        return {f: self[key].name(day, short=True) for f, key in self.written_forms.items()}

    def by_name(self, text: str) -> E_co | None:
        """Return the entry that a text names under its folded key, or None."""
        key = fold(text)
        return next(
            (self[meant] for form, meant in self.written_forms.items() if fold(form) == key), None
        )


_KINDS: Mapping[str, type[Entry]] = {
    "units": Unit,
    "clusters": Cluster,
    "authorities": Authority,
    "award-titles": Award,
    "commendation-forms": Award,
    "indicators": Indicator,
    "movements": Entry,
    "documents": CitedDocument,
}


class CodeLists:
    """All code lists of a repository."""

    def __init__(self, folder: Path, contract_file: Path | None = None) -> None:
        """Read the lists of a folder and check them; their schema stands beside them by default.

        Raises :class:`HouseFault` when a list is missing or breaks its schema.
        """
        file = contract_file or folder / CONTRACT
        definitions = read_json(file, file.name)["$defs"]
        self._lists: dict[str, CodeList[Entry]] = {
            name: CodeList(name, _read(folder, name, definitions), entry)
            for name, entry in _KINDS.items()
        }
        self.units: CodeList[Unit] = self._lists["units"]  # type: ignore[assignment]
        self.clusters: CodeList[Cluster] = self._lists["clusters"]  # type: ignore[assignment]
        self.authorities: CodeList[Authority] = self._lists["authorities"]  # type: ignore[assignment]
        self.award_titles: CodeList[Award] = self._lists["award-titles"]  # type: ignore[assignment]
        self.commendation_forms: CodeList[Award] = self._lists["commendation-forms"]  # type: ignore[assignment]
        self.indicators: CodeList[Indicator] = self._lists["indicators"]  # type: ignore[assignment]
        self._folded: dict[tuple[str, ...], dict[str, list[str]]] = {}
        self.documents: CodeList[CitedDocument] = self._lists["documents"]  # type: ignore[assignment]

        self._hold_references()

    def _hold_references(self) -> None:
        """Refuse lists that name entries which do not exist: nothing could be looked up."""
        named = [
            *(
                ("clusters", each.id, "units", who.unit)
                for each in self.clusters
                for who in each.members
            ),
            *(
                ("clusters", each.id, "units", who.unit)
                for each in self.clusters
                for who in each.heads
            ),
            *(
                ("units", each.id, "units", heir.unit)
                for each in self.units
                for heir in each.successors
            ),
            *(
                (a.name, each.id, "authorities", key)
                for a in (self.award_titles, self.commendation_forms)
                for each in a
                for key in each.granted_by
            ),
        ]
        for name, entry, other, key in named:
            if key not in self._lists[other]:
                message = (
                    f"schemas/codelists/{name}.yml: {entry} names {key}, which {other}.yml lacks"
                )
                raise HouseFault(message)
        for each in self.indicators:
            if each.group not in self.indicators.groups:
                message = (
                    f"schemas/codelists/indicators.yml: {each.id} names no group: {each.group}"
                )
                raise HouseFault(message)

    def __getitem__(self, name: str) -> CodeList[Entry]:
        return self._lists[name]

    def __iter__(self) -> Iterator[CodeList[Entry]]:
        return iter(self._lists.values())

    def folded(self, lists: tuple[str, ...]) -> Mapping[str, list[str]]:
        """Return every written form of some lists, folded, with the ids that it may stand for."""
        if lists not in self._folded:
            index: dict[str, list[str]] = {}
            for name in lists:
                for form, key in self[name].written_forms.items():
                    known = index.setdefault(fold(form), [])
                    if form == key:  # an id means itself, whatever names look like it
                        known.insert(0, key)
                    elif key not in known:
                        known.append(key)
            self._folded[lists] = index
        return self._folded[lists]

    @cached_property
    def awards(self) -> dict[str, Award]:
        """Award titles, then commendation forms, by id."""
        return {award.id: award for award in (*self.award_titles, *self.commendation_forms)}

    def indicator(self, key: str) -> Indicator:
        """Return an indicator by its id, or by the name of one that no list has."""
        return self.indicators.get(key) or Indicator.unlisted(key)

    @cached_property
    def centre(self) -> Unit | None:
        """The centre: the one unit that asks for the reports."""
        return next((unit for unit in self.units if unit.kind == "centre"), None)

    def submitter(self, key: str) -> Unit | Cluster | None:
        """Return the unit or cluster with an id."""
        return self.units.get(key) or self.clusters.get(key)

    def kind_of(self, submitter: str) -> str | None:
        """Return ``centre``, ``central``, ``provincial``, ``cluster``, or None if unknown."""
        if submitter in self.clusters:
            return "cluster"
        unit = self.units.get(submitter)
        return unit.kind if unit else None

    def cluster_of(self, unit: str, day: date | None) -> Cluster | None:
        """Return the cluster that a unit belonged to on a day."""
        return next(
            (
                cluster
                for cluster in self.clusters
                if any(member.unit == unit for member in cluster.members_on(day))
            ),
            None,
        )

    def find(self, lists: Iterable[str], key: str) -> Entry | None:
        """Return the entry with an id from the first of several lists that has it."""
        return next((self[name][key] for name in lists if key in self[name]), None)


def _read(folder: Path, name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    schema = {"$ref": f"#/$defs/{name}", "$defs": definitions}
    return read_yaml(folder / f"{name}.yml", f"schemas/codelists/{name}.yml", schema)[1]
