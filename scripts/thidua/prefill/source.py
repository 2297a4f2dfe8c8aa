"""What a paper is prefilled from, and what comes of it: data, and hints about them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.codelists import CodeLists
from thidua.diagnostics import Pointer
from thidua.model import Campaign, CampaignPapers, Corpus
from thidua.project import PaperPath
from thidua.schema import Schemas


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that is good to know where one writes; the sentence is chosen by its key."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    #: What is said item by item.
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefill:
    """What is known of a paper before anybody writes it."""

    data: dict[str, Any]
    hints: dict[Pointer, Hint] = field(default_factory=dict)
    #: The list of rows that may be cut short where there is no room for all.
    rows: Pointer | None = None


@dataclass(frozen=True)
class Source:
    """The papers and lists that a new paper may be prefilled from."""

    place: PaperPath
    corpus: Corpus
    schemas: Schemas

    @property
    def codelists(self) -> CodeLists:
        """The code lists."""
        return self.corpus.codelists

    @property
    def papers(self) -> CampaignPapers | None:
        """The papers of the campaign; None while it has no dispatch."""
        found = self.corpus.campaigns.get(self.place.campaign)
        return found if found and found.campaign else None

    @property
    def campaign(self) -> Campaign | None:
        """The dispatch of the campaign."""
        return self.papers.campaign if self.papers else None
