"""Tables to download as CSV: for a spreadsheet, with Vietnamese heads and words.

UTF-8 with a byte order mark (without it Excel takes another encoding), lines end as RFC 4180 says.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from thidua.model import AwardDecision, AwardEntry, CampaignPapers
from thidua.model.corpus import Filed
from thidua.pages import Site, paths
from thidua.pages.page import address

_YES: Final = "có"

# What a spreadsheet takes for a formula: = + - @, their full-width and small forms too, at the
# beginning of a cell, after spaces or not. Where the list separator of the computer is another
# one than the comma (in Vietnam it is the semicolon), a cell can also begin within ours.
_FORMULA = re.compile(r"(\A|[;\t\r\n])(?=\s*[=+\-@＝＋－＠﹦﹢﹣﹫])|\A(?=\s*[\t\r\n])")

AWARD_COLUMNS: Final = (
    "Mã mục",
    "Mã danh hiệu, hình thức",
    "Danh hiệu, hình thức",
    "Hạng",
    "Giải",
    "Truy tặng",
    "Loại",
    "Tên",
    "Chức vụ",
    "Mã đơn vị",
    "Đơn vị",
    "Cấp",
    "Mã cụm",
    "Cụm",
    "Thời gian lập thành tích",
    "Loại khen thưởng",
    "Phong trào",
    "Tiền thưởng",
    "Nơi trao",
    "Số quyết định",
    "Ngày quyết định",
    "Người quyết định",
    "Thu hồi theo quyết định số",
    "Ngày thu hồi",
    "Số liệu minh họa",
    "Địa chỉ",
)
STATUS_COLUMNS: Final = (
    "Mã nơi gửi",
    "Nơi gửi",
    "Mã cụm",
    "Cụm",
    "Mã văn bản",
    "Văn bản",
    "Tình trạng",
    "So với hạn",
    "Đường gửi",
    "Nhận lúc",
    "Hạn (hết ngày)",
    "Số liệu minh họa",
)


def cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; a harmless text stays as it is."""
    return _FORMULA.sub(r"\1'", text)


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str | None]]) -> bytes:
    """Return a table as the bytes of a CSV file; a value that is None leaves its cell empty."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, columns, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({head: cell(row.get(head) or "") for head in columns})
    return buffer.getvalue().encode("utf-8-sig")


def awards(site: Site, papers: CampaignPapers) -> bytes:
    """Return the table of awards: a row for each entry of each decision, withdrawn ones too."""
    return as_csv(AWARD_COLUMNS, (_award(site, papers, *each) for each in papers.awards()))


def _award(
    site: Site, papers: CampaignPapers, filed: Filed[AwardDecision], entry: AwardEntry
) -> dict[str, str | None]:
    decision, recipient, gone = filed.paper, entry.recipient, entry.withdrawn
    day = decision.date
    unit = site.name(entry.public_unit, day) if entry.public_unit else None
    name = recipient.name or (unit if recipient.kind == "collective" else None)
    slug = filed.place.slug or ""
    award = site.codelists.awards[entry.award]
    authority = site.codelists.authorities.get(decision.authority)
    movement = site.codelists["movements"].get(entry.movement or "")
    return {
        "Mã mục": f"{slug}#{entry.id}",
        "Mã danh hiệu, hình thức": entry.award,
        "Danh hiệu, hình thức": award.name(day),
        "Hạng": entry.rank,
        "Giải": entry.prize,
        "Truy tặng": _YES if entry.posthumous else None,
        "Loại": site.word("kind", recipient.kind),
        "Tên": None if entry.hidden else name,
        "Chức vụ": None if entry.hidden else recipient.post,
        "Mã đơn vị": entry.public_unit,
        "Đơn vị": unit,
        "Cấp": site.word("level", recipient.level) if recipient.kind == "collective" else None,
        **(_cluster(site, papers, entry.public_unit) if entry.public_unit else {}),
        "Thời gian lập thành tích": decision.achievement_of(entry),
        "Loại khen thưởng": site.word("manner", decision.manner_of(entry)),
        "Phong trào": movement.name(day) if movement else entry.movement,
        "Tiền thưởng": entry.reward.shown if entry.reward else None,
        "Nơi trao": site.word("hand_over", entry.hand_over or decision.hand_over),
        "Số quyết định": decision.number,
        "Ngày quyết định": day.isoformat(),
        "Người quyết định": authority.name(day) if authority else decision.authority,
        "Thu hồi theo quyết định số": gone.number if gone else None,
        "Ngày thu hồi": gone.date.isoformat() if gone else None,
        "Số liệu minh họa": _YES if decision.sample else None,
        "Địa chỉ": f"{address(paths.decision(papers.id, slug))}#{entry.id}",
    }


def statuses(site: Site, papers: CampaignPapers) -> bytes:
    """Return the table of statuses: a row for each paper that the campaign asks for."""
    return as_csv(STATUS_COLUMNS, _status_rows(site, papers))


def _status_rows(site: Site, papers: CampaignPapers) -> Iterator[dict[str, str | None]]:
    intake = papers.intake.paper if papers.intake else None
    for submitter, expected, status in site.statuses(papers):
        filed = papers.filed.get(f"{submitter}/{expected.paper}")
        sample = (filed is not None and filed.paper.sample) or (
            status.received is not None and intake is not None and intake.sample
        )
        yield {
            "Mã nơi gửi": submitter,
            "Nơi gửi": site.name(submitter, papers.day),
            **_cluster(site, papers, submitter),
            "Mã văn bản": expected.paper,
            "Văn bản": expected.title,
            "Tình trạng": _word(site, "stage", status.stage),
            "So với hạn": _word(site, "timeliness", status.timeliness),
            "Đường gửi": _word(site, "channel", status.channel),
            "Nhận lúc": status.received.iso if status.received else None,
            "Hạn (hết ngày)": status.last_day.isoformat() if status.last_day else None,
            "Số liệu minh họa": _YES if sample else None,
        }


def _cluster(site: Site, papers: CampaignPapers, submitter: str) -> dict[str, str | None]:
    """Return the cluster of a unit at the day of the campaign; of a cluster, itself."""
    cluster = site.codelists.clusters.get(submitter) or site.codelists.cluster_of(
        submitter, papers.day
    )
    return {
        "Mã cụm": cluster.id if cluster else None,
        "Cụm": cluster.name(papers.day, short=True) if cluster else None,
    }


def _word(site: Site, field: str, value: str | None) -> str | None:
    """Return the Vietnamese word for a part of a status, as the schema of the dataset has it."""
    campaign: Any = site.outcome.schemas["dataset"].bundled["properties"]["campaigns"]
    status = campaign["additionalProperties"]["properties"]["statuses"]["items"]["properties"]
    return status[field]["x-enum-titles"][value] if value else None
