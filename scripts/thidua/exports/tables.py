"""The tables to download: awards, statuses, indicators, conferences, in Vietnamese words."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from thidua.codelists.lineage import cluster_for
from thidua.consolidate import Line, consolidated, unlisted
from thidua.exports.table import Column, Row, Table
from thidua.model import AwardDecision, AwardEntry, CampaignPapers, Conference
from thidua.model.corpus import Filed
from thidua.pages import Site, paths
from thidua.pages.meetings import Meeting, overviews
from thidua.pages.page import address

_ABOUT: Final = (Column("campaign", "Mã đợt"), Column("sample", "Số liệu minh họa", "flag"))
_CLUSTER: Final = (Column("cluster_code", "Mã cụm"), Column("cluster", "Cụm"))

AWARDS: Final = (
    Column("item", "Mã mục"),
    Column("award_code", "Mã danh hiệu, hình thức"),
    Column("award", "Danh hiệu, hình thức"),
    Column("rank", "Hạng"),
    Column("prize", "Giải"),
    Column("posthumous", "Truy tặng", "flag"),
    Column("kind", "Loại"),
    Column("name", "Tên"),
    Column("post", "Chức vụ"),
    Column("unit_code", "Mã đơn vị"),
    Column("unit", "Đơn vị"),
    Column("level", "Cấp"),
    *_CLUSTER,
    Column("achieved", "Thời gian lập thành tích"),
    Column("manner", "Loại khen thưởng"),
    Column("movement", "Phong trào"),
    Column("reward", "Tiền thưởng"),
    Column("hand_over", "Nơi trao"),
    Column("decision", "Số quyết định"),
    Column("decided", "Ngày quyết định", "date"),
    Column("authority", "Người quyết định"),
    Column("withdrawn_by", "Thu hồi theo quyết định số"),
    Column("withdrawn", "Ngày thu hồi", "date"),
    *_ABOUT,
    Column("address", "Địa chỉ"),
)
STATUSES: Final = (
    Column("submitter_code", "Mã nơi gửi"),
    Column("submitter", "Nơi gửi"),
    *_CLUSTER,
    Column("paper_code", "Mã văn bản"),
    Column("paper", "Văn bản"),
    Column("stage", "Tình trạng"),
    Column("timeliness", "So với hạn"),
    Column("channel", "Đường gửi"),
    Column("received", "Nhận lúc"),
    Column("last_day", "Hạn (hết ngày)", "date"),
    *_ABOUT,
)
INDICATORS: Final = (
    Column("unit_code", "Mã đơn vị"),
    Column("unit", "Đơn vị"),
    *_CLUSTER,
    Column("indicator_code", "Mã chỉ tiêu"),
    Column("indicator", "Chỉ tiêu"),
    Column("measure", "Đơn vị tính"),
    Column("actual", "Thực hiện", "number"),
    Column("actual_printed", "Thực hiện, như bản in"),
    Column("plan", "Kế hoạch", "number"),
    Column("plan_printed", "Kế hoạch, như bản in"),
    Column("plan_span", "Kế hoạch của"),
    Column("percent_printed", "Tỷ lệ (%), như bản in"),
    *_ABOUT,
    Column("address", "Địa chỉ"),
)
CONFERENCES: Final = (
    *_CLUSTER,
    Column("status", "Tình trạng"),
    Column("start", "Bắt đầu"),
    Column("end", "Kết thúc"),
    Column("place", "Địa điểm"),
    Column("host_code", "Mã đơn vị đăng cai"),
    Column("host", "Đơn vị đăng cai"),
    Column("leaders", "Lãnh đạo dự"),
    Column("moved_from", "Lịch cũ"),
    Column("reason", "Lý do"),
    *_ABOUT,
    Column("address", "Địa chỉ"),
)


def awards(site: Site, found: Iterable[CampaignPapers], title: str) -> Table:
    """Return the table of awards: a row for each entry of each decision, withdrawn ones too."""
    rows = [_award(site, papers, *each) for papers in found for each in papers.awards()]
    return Table("khen-thuong", title, AWARDS, rows)


def statuses(site: Site, papers: CampaignPapers, title: str) -> Table:
    """Return the table of statuses: a row for each paper that the campaign asks for."""
    return Table("tinh-trang", title, STATUSES, list(_status_rows(site, papers)))


def indicators(site: Site, papers: CampaignPapers, title: str) -> Table:
    """Return the table of results: a row for each indicator of each report, as printed too."""
    return Table("chi-tieu", title, INDICATORS, list(_indicator_rows(site, papers)))


def conferences(site: Site, papers: CampaignPapers, title: str) -> Table:
    """Return the table of conferences: a row for each that a cluster has reported."""
    meetings = [each.meeting for each in overviews(site, papers) if each.meeting]
    rows = [_conference(site, papers, each, each.paper) for each in meetings if each.paper]
    return Table("hoi-nghi", title, CONFERENCES, rows)


def of_cluster(table: Table, key: str, title: str) -> Table:
    """Return the rows of a table that belong to a cluster."""
    rows = [row for row in table.rows if row.get("cluster_code") == key]
    return Table(table.name, title, table.columns, rows)


def of_award(table: Table, key: str, title: str) -> Table:
    """Return the rows of the table of awards that are about one award."""
    rows = [row for row in table.rows if row.get("award_code") == key]
    return Table(table.name, title, table.columns, rows)


def _award(
    site: Site, papers: CampaignPapers, filed: Filed[AwardDecision], entry: AwardEntry
) -> Row:
    decision, recipient, gone = filed.paper, entry.recipient, entry.withdrawn
    day = decision.date
    unit = site.name(entry.public_unit, day) if entry.public_unit else None
    name = recipient.name or (unit if recipient.kind == "collective" else None)
    slug = filed.place.slug or ""
    award = site.codelists.awards[entry.award]
    authority = site.codelists.authorities.get(decision.authority)
    movement = site.codelists["movements"].get(entry.movement or "")
    return {
        "item": f"{slug}#{entry.id}",
        "award_code": entry.award,
        "award": award.name(day),
        "rank": entry.rank,
        "prize": entry.prize,
        "posthumous": entry.posthumous,
        "kind": site.word("kind", recipient.kind),
        "name": None if entry.hidden else name,
        "post": None if entry.hidden else recipient.post,
        "unit_code": entry.public_unit,
        "unit": unit,
        "level": site.word("level", recipient.level) if recipient.kind == "collective" else None,
        **(_cluster(site, papers, entry.public_unit) if entry.public_unit else {}),
        "achieved": decision.achievement_of(entry),
        "manner": site.word("manner", decision.manner_of(entry)),
        "movement": movement.name(day) if movement else entry.movement,
        "reward": entry.reward.shown if entry.reward else None,
        "hand_over": site.word("hand_over", entry.hand_over or decision.hand_over),
        "decision": decision.number,
        "decided": day,
        "authority": authority.name(day) if authority else decision.authority,
        "withdrawn_by": gone.number if gone else None,
        "withdrawn": gone.date if gone else None,
        "campaign": papers.id,
        "sample": decision.sample,
        "address": f"{address(paths.decision(papers.id, slug))}#{entry.id}",
    }


def _status_rows(site: Site, papers: CampaignPapers) -> Iterator[Row]:
    intake = papers.intake.paper if papers.intake else None
    for submitter, expected, status in site.statuses(papers):
        filed = papers.filed.get(f"{submitter}/{expected.paper}")
        sample = (filed is not None and filed.paper.sample) or (
            status.received is not None and intake is not None and intake.sample
        )
        yield {
            "submitter_code": submitter,
            "submitter": site.name(submitter, papers.day),
            **_cluster(site, papers, submitter),
            "paper_code": expected.paper,
            "paper": expected.title,
            "stage": _word(site, "stage", status.stage),
            "timeliness": _word(site, "timeliness", status.timeliness),
            "channel": _word(site, "channel", status.channel),
            "received": status.received.iso if status.received else None,
            "last_day": status.last_day,
            "campaign": papers.id,
            "sample": sample,
        }


def _indicator_rows(site: Site, papers: CampaignPapers) -> Iterator[Row]:
    found = [
        (r.indicator.id, r.indicator.name(), r.lines) for r in consolidated(papers, site.codelists)
    ]
    measures = {each.id: each.measure for each in site.codelists.indicators}
    found += [("", name, tuple(lines)) for name, lines in unlisted(papers, site.codelists).items()]
    for key, name, lines in found:
        for line in lines:
            yield {
                "unit_code": line.unit,
                "unit": site.name(line.unit, papers.day),
                **_cluster(site, papers, line.unit),
                "indicator_code": key,
                "indicator": name,
                "measure": line.row.measure or measures.get(key),
                **_figures(site, line),
                "campaign": papers.id,
                "sample": papers.reports[line.unit].paper.sample,
                "address": address(paths.report(papers.id, line.unit)),
            }


def _figures(site: Site, line: Line) -> Row:
    target = line.target
    return {
        "actual": line.actual,
        "actual_printed": line.row.actual.shown if line.row.actual else None,
        "plan": line.plan,
        "plan_printed": target.value.shown if target and target.value else None,
        "plan_span": site.word("span", target.span) if target and target.span else None,
        "percent_printed": target.percent.shown if target and target.percent else None,
    }


def _conference(site: Site, papers: CampaignPapers, meeting: Meeting, paper: Conference) -> Row:
    old = paper.moved_from
    return {
        **_cluster(site, papers, meeting.cluster.id),
        "status": site.word("status", paper.status),
        "start": paper.start.iso if paper.start else None,
        "end": paper.end.iso if paper.end else None,
        "place": paper.place,
        "host_code": paper.host,
        "host": site.name(paper.host, papers.day) if paper.host else None,
        "leaders": "; ".join(each.leader for each in meeting.leaders),
        "moved_from": ", ".join(filter(None, (old.start.iso, old.place))) if old else None,
        "reason": paper.reason,
        "campaign": papers.id,
        "sample": paper.sample,
        "address": address(paths.cluster(meeting.cluster.id)) + f"#hoi-nghi-{papers.id}",
    }


def _cluster(site: Site, papers: CampaignPapers, submitter: str) -> dict[str, str | None]:
    """Return the cluster of a unit or its heir on the day of a campaign; a cluster's is itself."""
    known = site.codelists.clusters.get(submitter)
    cluster = known or cluster_for(site.codelists, submitter, papers.day)
    return {
        "cluster_code": cluster.id if cluster else None,
        "cluster": cluster.name(papers.day, short=True) if cluster else None,
    }


def _word(site: Site, field: str, value: str | None) -> str | None:
    """Return the Vietnamese word for a part of a status, as the schema of the dataset has it."""
    campaign: Any = site.outcome.schemas["dataset"].bundled["properties"]["campaigns"]
    status = campaign["additionalProperties"]["properties"]["statuses"]["items"]["properties"]
    return status[field]["x-enum-titles"][value] if value else None
