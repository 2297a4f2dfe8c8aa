"""Files to download, all from one parsed model.

None of them depends on the day of the build: the same papers give the same bytes.
"""

from collections.abc import Iterable, Iterator, Mapping

from thidua import editors
from thidua.exports import dataset, tables
from thidua.exports.calendars import calendar
from thidua.exports.dataset import as_json
from thidua.exports.feed import feed
from thidua.exports.lookup import lookup
from thidua.exports.table import Table, as_csv, schema_of
from thidua.exports.table import as_json as rows_as_json
from thidua.exports.workbook import as_xlsx
from thidua.model import CampaignPapers
from thidua.pages import Site, paths
from thidua.pages.meetings import Meeting, overviews
from thidua.pages.page import relative

_NOTES = (
    "Nguồn: trang Thi đua - Khen thưởng. Được dùng lại khi ghi rõ nguồn.",
    "Cột «Số liệu minh họa» ghi «có»: số liệu đặt ra để minh họa, không phải số liệu thật.",
)


def exports(site: Site) -> Mapping[str, bytes]:
    """Return every file to download by its path below the root of the site."""
    files = {
        "dataset.json": as_json(dataset.content(site), ordered=True),
        "dataset.schema.json": as_json(dataset.schema(site)),
        "tra-cuu-khen-thuong.json": lookup(site),
        "tin.atom": feed(site, paths.export("tin.atom")),
    }
    for name, content in editors.files(site.outcome.schemas).items():
        files[f"luoc-do/{name}"] = content
    for stem, table in _tables(site):
        schema = f"luoc-do/bang-{table.name}.schema.json"
        files[f"{stem}.csv"] = as_csv(table)
        files[f"{stem}.xlsx"] = as_xlsx(table, _NOTES)
        files[f"{stem}.json"] = rows_as_json(
            table, relative(paths.export(schema), paths.export(f"{stem}.json"))
        )
        files[schema] = as_json(schema_of(table))
    for stem, content in _calendars(site):
        files[f"{stem}.ics"] = content
    return {paths.export(name): files[name] for name in sorted(files)}


def _tables(site: Site) -> Iterator[tuple[str, Table]]:
    """Yield the tables with their files, without ending: of a campaign, an award, a cluster."""
    if not site.campaigns:
        return
    everything = tables.awards(site, site.campaigns, "Khen thưởng, mọi đợt")
    yield "khen-thuong", everything
    for award in site.codelists.awards.values():
        table = tables.of_award(everything, award.id, f"Khen thưởng: {award.name(site.day)}")
        if table.rows:
            yield f"khen-thuong/{award.id}", table
    of_campaigns: list[Table] = [everything]
    for papers in site.campaigns:
        for table in _of_campaign(site, papers):
            yield f"{papers.id}/{table.name}", table
            if table.name != everything.name:
                of_campaigns.append(table)
    for cluster in site.codelists.clusters:
        for name in dict.fromkeys(table.name for table in of_campaigns):
            same = [table for table in of_campaigns if table.name == name]
            whole = Table(name, "", same[0].columns, [row for each in same for row in each.rows])
            title = f"{_TITLES[name]}: {cluster.name(site.day)}"
            yield f"cum/{cluster.id}/{name}", tables.of_cluster(whole, cluster.id, title)


_TITLES = {
    "khen-thuong": "Khen thưởng",
    "tinh-trang": "Tình trạng gửi văn bản",
    "chi-tieu": "Kết quả từng chỉ tiêu",
    "hoi-nghi": "Hội nghị sơ kết",
}


def _of_campaign(site: Site, papers: CampaignPapers) -> Iterable[Table]:
    period = papers.campaign.period.name if papers.campaign else papers.id
    title = {name: f"{words}, {period}" for name, words in _TITLES.items()}
    return (
        tables.awards(site, [papers], title["khen-thuong"]),
        tables.statuses(site, papers, title["tinh-trang"]),
        tables.indicators(site, papers, title["chi-tieu"]),
        tables.conferences(site, papers, title["hoi-nghi"]),
    )


def _calendars(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the calendars: of all conferences, of a campaign, of a cluster, of one conference."""
    every: list[tuple[CampaignPapers, Meeting]] = [
        (papers, each.meeting)
        for papers in site.campaigns
        for each in overviews(site, papers)
        if each.meeting and each.meeting.source  # under repair too: an address that was given stays
    ]
    title = "Hội nghị sơ kết thi đua"
    yield "hoi-nghi", calendar(site, title, every)
    for papers in site.campaigns:
        own = [each for each in every if each[0] is papers]
        period = papers.campaign.period.name if papers.campaign else papers.id
        yield f"{papers.id}/hoi-nghi", calendar(site, f"{title}, {period}", own)
        for each in own:
            name = each[1].cluster.name(papers.day)
            yield f"{papers.id}/hoi-nghi/{each[1].cluster.id}", calendar(site, name, [each])
    for cluster in site.codelists.clusters:
        own = [each for each in every if each[1].cluster.id == cluster.id]
        yield f"cum/{cluster.id}/hoi-nghi", calendar(site, cluster.name(site.day), own)
