"""The corpus: every valid paper, by campaign; and the papers that are under repair."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

import msgspec

from thidua.codelists import Cluster, CodeLists, Unit
from thidua.document import Document
from thidua.model.cluster_reports import ClusterReport
from thidua.model.papers import (
    AwardDecision,
    AwardEntry,
    Campaign,
    Conference,
    ExpectedPaper,
    Intake,
    LeaderCalendar,
    Paper,
    Report,
)
from thidua.model.registrations import Registration
from thidua.model.responses import Response
from thidua.project import PaperPath
from thidua.receipts import Receipt, Receipts
from thidua.text.collation import sort_key
from thidua.text.dates import Moment
from thidua.text.figures import Figure

P_co = TypeVar("P_co", bound=Paper, covariant=True)

_RECORDS: Final[Mapping[str, type[Paper]]] = {
    "campaign": Campaign,
    "report": Report,
    "conference": Conference,
    "leader-calendar": LeaderCalendar,
    "award-decision": AwardDecision,
    "intake": Intake,
    "cluster-report": ClusterReport,
    "registration": Registration,
    "response": Response,
}


@dataclass(frozen=True)
class Filed(Generic[P_co]):
    """A paper with its document."""

    paper: P_co
    document: Document

    @property
    def place(self) -> PaperPath:
        """What the paper's path says."""
        return self.document.place


@dataclass(frozen=True)
class CampaignPapers:
    """All papers of one campaign."""

    id: str
    codelists: CodeLists
    filed: Mapping[str, Filed[Paper]]
    #: Papers with errors, by name: shown as under repair, never read.
    broken: Mapping[str, PaperPath] = field(default_factory=dict)
    #: What the server saw come in, by name, the first receipt first; pull requests that nobody
    #: has taken in yet are among them.
    receipts: Mapping[str, tuple[Receipt, ...]] = field(default_factory=dict)

    def _of(self, kind: type[P_co]) -> Iterator[Filed[P_co]]:
        for filed in self.filed.values():
            if isinstance(filed.paper, kind):
                yield filed  # type: ignore[misc] # the test above is the cast

    @cached_property
    def dispatch(self) -> Filed[Campaign] | None:
        """The dispatch with its document; None while it is missing or under repair."""
        return next(self._of(Campaign), None)

    @cached_property
    def campaign(self) -> Campaign | None:
        """What the dispatch says."""
        return self.dispatch.paper if self.dispatch else None

    @cached_property
    def day(self) -> date | None:
        """The day at which units and clusters of this campaign are looked up."""
        return self.campaign.date if self.campaign else None

    @cached_property
    def reports(self) -> dict[str, Filed[Report]]:
        """The reports by unit."""
        return {filed.place.submitter: filed for filed in self._of(Report)}

    @cached_property
    def conferences(self) -> dict[str, Filed[Conference]]:
        """The conferences by cluster."""
        return {filed.place.submitter: filed for filed in self._of(Conference)}

    @cached_property
    def cluster_reports(self) -> dict[str, Filed[ClusterReport]]:
        """The reports of the clusters, by cluster."""
        return {filed.place.submitter: filed for filed in self._of(ClusterReport)}

    @cached_property
    def registrations(self) -> dict[str, Filed[Registration]]:
        """The registrations filed in this campaign, by unit."""
        return {filed.place.submitter: filed for filed in self._of(Registration)}

    @cached_property
    def responses(self) -> dict[str, Filed[Response]]:
        """The centre's answers by the unit that they answer."""
        return {filed.place.slug or "": filed for filed in self._of(Response)}

    @cached_property
    def decisions(self) -> tuple[Filed[AwardDecision], ...]:
        """The award decisions, by date and number."""
        return tuple(
            sorted(
                self._of(AwardDecision), key=lambda filed: (filed.paper.date, filed.paper.number)
            )
        )

    @cached_property
    def calendar(self) -> Filed[LeaderCalendar] | None:
        """The leaders' calendar."""
        return next(self._of(LeaderCalendar), None)

    @cached_property
    def intake(self) -> Filed[Intake] | None:
        """The register of receipt."""
        return next(self._of(Intake), None)

    def awards(self) -> Iterator[tuple[Filed[AwardDecision], AwardEntry]]:
        """Yield every entry of every decision."""
        for filed in self.decisions:
            for entry in filed.paper.entries:
                yield filed, entry

    def expected(self, submitter: str, kind: str) -> ExpectedPaper | None:
        """Return what the campaign says of a paper: groups may have deadlines of their own."""
        group = self.codelists.kind_of(submitter)
        asked = self.campaign.papers if self.campaign else ()
        return next((each for each in asked if each.paper == kind and group in each.from_), None)

    def submitters_of(self, expected: ExpectedPaper) -> list[str]:
        """Return who must send a paper: by the code lists at the campaign's date, in name order."""
        units: Iterable[Unit | Cluster] = (
            unit
            for unit in self.codelists.units
            if unit.kind in expected.from_ and unit.holds(self.day)
        )
        clusters: Iterable[Unit | Cluster] = (
            cluster
            for cluster in self.codelists.clusters
            if "cluster" in expected.from_ and cluster.members_on(self.day)
        )
        found = [*units, *clusters]
        return [entry.id for entry in sorted(found, key=lambda e: sort_key(e.name(self.day)))]


@dataclass(frozen=True)
class Corpus:
    """All campaigns with their papers."""

    codelists: CodeLists
    campaigns: Mapping[str, CampaignPapers]

    def without(self, paths: Collection[str]) -> "Corpus":
        """Return the corpus with some papers moved to those under repair."""
        campaigns = {}
        for key, papers in self.campaigns.items():
            bad = {
                name: filed.place
                for name, filed in papers.filed.items()
                if filed.place.path in paths
            }
            kept = {name: filed for name, filed in papers.filed.items() if name not in bad}
            campaigns[key] = replace(papers, filed=kept, broken={**papers.broken, **bad})
        return Corpus(self.codelists, campaigns)

    def registrations_for(self, papers: CampaignPapers) -> dict[str, Filed[Registration]]:
        """Return the registrations that the reports of a campaign are held against, by unit.

        They are those of the campaign or year that the dispatch names, or else its own.
        """
        source = papers.campaign.registrations_from if papers.campaign else None
        if source is None:
            return papers.registrations
        if "-" in source:
            named = self.campaigns.get(source)
            return named.registrations if named else {}
        found = [
            filed
            for each in self.campaigns.values()
            for filed in each.registrations.values()
            if filed.paper.year == source
        ]
        found.sort(key=lambda filed: (filed.paper.date, filed.document.path))
        return {filed.place.submitter: filed for filed in found}

    @property
    def undecided(self) -> frozenset[str]:
        """The campaigns without a valid dispatch: nobody knows what they ask for."""
        return frozenset(key for key, papers in self.campaigns.items() if papers.campaign is None)

    @property
    def published(self) -> list[CampaignPapers]:
        """The campaigns that have a valid dispatch, the latest first."""
        found = [papers for papers in self.campaigns.values() if papers.campaign]
        return sorted(found, key=lambda papers: (papers.day or date.min, papers.id), reverse=True)


def build(
    codelists: CodeLists,
    valid: Iterable[Document],
    broken: Iterable[PaperPath],
    receipts: Receipts,
) -> Corpus:
    """Return the corpus of the papers that their schemas accept.

    ``broken`` are the papers that do not get so far.
    """
    filed: dict[str, dict[str, Filed[Paper]]] = {}
    repair: dict[str, dict[str, PaperPath]] = {}
    for document in valid:
        place = document.place
        record = _RECORDS[place.kind]
        paper = msgspec.convert(document.data, record, strict=False, dec_hook=_decode)
        filed.setdefault(place.campaign, {})[place.name] = Filed(paper, document)
    for place in broken:
        repair.setdefault(place.campaign, {})[place.name] = place
    campaigns = {}
    for key in sorted({*filed, *repair}):
        own = receipts.of_campaign(key)
        campaigns[key] = CampaignPapers(
            key, codelists, filed.get(key, {}), repair.get(key, {}), own
        )
    return Corpus(codelists, campaigns)


_READERS: Final[Mapping[Any, Callable[[Any], Any]]] = {Figure: Figure.parse, Moment: Moment.parse}


def _decode(kind: type, value: Any) -> Any:
    """Read the types that msgspec does not know; their text has passed its schema's pattern."""
    return _READERS[kind](value)
