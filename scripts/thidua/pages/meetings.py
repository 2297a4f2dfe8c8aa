"""The clusters of one campaign: who belongs to each, its conference, who is invited to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from thidua.codelists import Cluster, Member
from thidua.model import CampaignPapers, Conference, ExpectedPaper
from thidua.model.hours import hours, overlap
from thidua.model.papers import Attendance
from thidua.pages.awarded import Row
from thidua.pages.site import Site
from thidua.status import Status
from thidua.text.folding import fold

_CONFERENCE, _REPORT = "conference", "report"
#: Who may invite those who receive an award; the first does where the campaign is silent.
_INVITERS = ("cluster-head", "centre")


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a cluster and how far its report is."""

    unit: str
    sample: bool
    is_head: bool
    report: Status | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The conference of a cluster, as far as it is known."""

    cluster: Cluster
    #: None while nothing was sent, or while it is under repair.
    paper: Conference | None
    source: str | None
    correcting: bool
    leaders: Sequence[Attendance]
    expected: ExpectedPaper | None
    #: Whether time and place were reported in time.
    status: Status | None

    @property
    def starts(self) -> datetime | None:
        """When it begins; None while that is open."""
        known = hours(self.paper) if self.paper else None
        return known[0] if known else None

    @property
    def ends(self) -> datetime | None:
        """When it ends, or is taken to end; None while its day is open."""
        known = hours(self.paper) if self.paper else None
        return known[1] if known else None


@dataclass(frozen=True, slots=True)
class Overview:
    """A cluster on the day of a campaign; without a campaign, today."""

    cluster: Cluster
    head: Member | None
    seats: Sequence[Seat]
    meeting: Meeting | None
    #: Whether papers that it is made from were made up to show the site.
    sample: bool

    @property
    def known(self) -> bool:
        """Whether there is anything to show of it: members, or a paper on its conference."""
        return bool(self.seats) or (self.meeting is not None and self.meeting.source is not None)

    @property
    def unsourced(self) -> bool:
        """Whether nothing but our sample says who belongs to it."""
        return bool(self.seats) and all(seat.sample for seat in self.seats)

    @property
    def due(self) -> int:
        """How many members must send a report."""
        found = [seat.report for seat in self.seats if seat.report]
        return sum(report.stage != "not-required" for report in found)

    @property
    def sent(self) -> int:
        """How many members have sent their report."""
        return sum(seat.report is not None and seat.report.sent for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Leader:
    """A leader and the conferences on the calendar."""

    name: str
    visits: Sequence[tuple[Attendance, Meeting]]


def overviews(site: Site, papers: CampaignPapers | None) -> list[Overview]:
    """Return every cluster with its members on the day of the campaign, or today."""
    day = (papers.day if papers else None) or site.today
    status = {
        (submitter, expected.paper): status
        for submitter, expected, status in (site.statuses(papers) if papers else ())
    }
    found = []
    for cluster in site.codelists.clusters:
        head = cluster.head_on(day)
        members = {member.unit: member for member in cluster.members_on(day)}
        seats = [
            Seat(
                unit,
                members[unit].sample or cluster.sample,
                head is not None and head.unit == unit,
                status.get((unit, _REPORT)),
            )
            for unit in site.by_province(members)
        ]
        meeting = _meeting(papers, cluster, status) if papers else None
        sample = papers is not None and meeting is not None and _is_sample(papers, members, meeting)
        found.append(Overview(cluster, head, seats, meeting, sample))
    return found


def _meeting(
    papers: CampaignPapers, cluster: Cluster, status: Mapping[tuple[str, str], Status]
) -> Meeting:
    filed = papers.conferences.get(cluster.id)
    broken = papers.broken.get(f"{cluster.id}/{_CONFERENCE}")
    place = filed.place if filed else broken
    calendar = papers.calendar.paper.attends if papers.calendar else ()
    return Meeting(
        cluster,
        filed.paper if filed else None,
        place.path if place else None,
        broken is not None,
        [attendance for attendance in calendar if attendance.conference == cluster.id],
        papers.expected(cluster.id, _CONFERENCE),
        status.get((cluster.id, _CONFERENCE)),
    )


def in_time_order(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return conferences by the time at which they begin; those without a day last."""
    return sorted(meetings, key=lambda each: (each.starts is None, str(each.starts)))


def invitations(
    papers: CampaignPapers, cluster: Cluster, awards: Iterable[Row]
) -> dict[str, list[Row]]:
    """Return the awards handed over at a cluster's conference by who invites their recipients."""
    rules = papers.campaign.hand_over if papers.campaign else ()
    invited_by = {rule.award: rule.invited_by for rule in rules}
    found: dict[str, list[Row]] = {inviter: [] for inviter in _INVITERS}
    for row in awards:
        if row.place.campaign != papers.id or row.cluster != cluster.id:
            continue
        if row.counted and row.decision.at_conference(row.entry):
            found[invited_by.get(row.entry.award, _INVITERS[0])].append(row)
    return found


def clashes(found: Sequence[Meeting]) -> dict[str, list[tuple[str, Meeting]]]:
    """Return, by cluster, the leaders who are awaited at another conference at the same time."""
    at: dict[str, list[tuple[str, Meeting]]] = {}
    for one in found:
        for other in found:
            if (
                one is other
                or not one.paper
                or not other.paper
                or not overlap(one.paper, other.paper)
            ):
                continue
            there = {fold(each.leader) for each in other.leaders}
            both = [each.leader for each in one.leaders if fold(each.leader) in there]
            at.setdefault(one.cluster.id, []).extend((leader, other) for leader in both)
    return {cluster: pairs for cluster, pairs in at.items() if pairs}


def by_leader(papers: CampaignPapers, meetings: Iterable[Meeting]) -> list[Leader]:
    """Return the leaders in the order of the calendar, their conferences in the given order."""
    attends = papers.calendar.paper.attends if papers.calendar else ()
    names = {fold(attendance.leader): attendance.leader for attendance in reversed(attends)}
    visits: dict[str, list[tuple[Attendance, Meeting]]] = {
        fold(attendance.leader): [] for attendance in attends
    }
    for meeting in meetings:
        for attendance in meeting.leaders:
            visits[fold(attendance.leader)].append((attendance, meeting))
    return [Leader(names[key], own) for key, own in visits.items()]


def _is_sample(papers: CampaignPapers, members: Iterable[str], meeting: Meeting) -> bool:
    """Tell whether papers that a cluster's page is made from were made up."""
    reports = papers.reports
    found = [
        meeting.paper,
        papers.calendar.paper if papers.calendar and meeting.leaders else None,
        papers.intake.paper if papers.intake else None,
        *(reports[unit].paper for unit in members if unit in reports),
    ]
    return any(paper is not None and paper.sample for paper in found)
