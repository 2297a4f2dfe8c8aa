"""CON: a report and a cluster's report hold what the dispatch asks for. It only warns."""

from collections.abc import Iterator

from thidua.checks.registry import (
    Context,
    Finding,
    PlacedFinding,
    Reading,
    corpus_check,
    document_check,
)
from thidua.diagnostics import ROOT
from thidua.model import CampaignPapers, Corpus, Filed, Report
from thidua.model.papers import Section

#: What an indicator's row may say besides its name.
_SAYS = frozenset({"actual", "targets", "compared", "parts", "note"})


@corpus_check("CON201")
def required_section_missing(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """A report has every content that the dispatch asks for."""
    sections = papers.campaign.sections if papers.campaign else ()
    known = set(papers.campaign.themes) if papers.campaign else set()
    for filed in papers.reports.values():
        before = "results"
        for section in sections:
            # Behind the section that comes before it, there it is to be added.
            place = ROOT / before
            if not _holds(filed, section, known):
                found = [_section(section, papers, corpus)]
            else:
                before = section.section
                parts = section.parts if before == "results" else ()
                found = [_part(part) for part in parts if not _has_part(filed, part)]
            said = {"title": section.title, "point": section.point or section.section}
            for params in found:
                yield PlacedFinding(filed.document, place, said | params, at_key=True)


def _part(name: str) -> dict[str, str]:
    return {"reason": "part", "field": name, "heading": name, "empty": f"{name}: []"}


def _section(section: Section, papers: CampaignPapers, corpus: Corpus) -> dict[str, str]:
    if section.theme is None:
        reason = "results" if section.section == "results" else "section"
        named = {"field": section.section, "heading": section.section}
        return {"reason": reason, **named, "empty": f"{section.section}: []"}
    theme = corpus.codelists["movements"].get(section.theme)
    return {
        "reason": "section",
        "field": section.section,
        "heading": theme.name(papers.day) if theme else section.theme,
        "empty": f"{section.theme}: Không có.",
    }


def _has_part(filed: Filed[Report], part: str) -> bool:
    """Tell whether a part is there; an empty list says that there is nothing to report."""
    return part in filed.document.data["results"]


def _holds(filed: Filed[Report], section: Section, known: set[str]) -> bool:
    report = filed.paper
    if section.section == "results":
        return bool(filed.document.data["results"])
    if section.theme is not None:
        # REF105 speaks of a theme under a wrong name.
        return section.theme in report.themes or not known >= set(report.themes)
    return section.section in filed.document.data


@document_check("CON202")
def limitation_without_cause_or_solution(reading: Reading, _: Context) -> Iterator[Finding]:
    """Every limitation has a cause, and a solution for the time to come."""
    for node in reading.defined("limitation"):
        lacking = [key for key in ("causes", "solutions") if not node.value.get(key)]
        if lacking:
            reason = "both" if len(lacking) > 1 else lacking[0]
            yield Finding(node.pointer / "text", {"reason": reason})


@corpus_check("CON203")
def member_not_reviewed(papers: CampaignPapers, corpus: Corpus) -> Iterator[PlacedFinding]:
    """A cluster reviews each of its members, once it reviews any."""
    for key, filed in papers.cluster_reports.items():
        reviewed = {review.unit for review in filed.paper.reviews}
        members = [
            each.unit for each in corpus.codelists.clusters[key].members_on(filed.paper.date)
        ]
        left = [unit for unit in members if unit not in reviewed]
        if left and reviewed and reviewed <= set(members):  # REF104 speaks of others
            units = corpus.codelists.units
            names = [units[unit].name(filed.paper.date, short=True) for unit in left]
            place = ROOT / "reviews"
            yield PlacedFinding(filed.document, place, {"names": names}, at_key=True)


@document_check("CON204")
def row_that_says_nothing(reading: Reading, _: Context) -> Iterator[Finding]:
    """A row of a table of results has a figure or a note."""
    for node in reading.defined("indicator-row"):
        if isinstance(node.value.get("indicator"), str) and not _SAYS & set(node.value):
            yield Finding(node.pointer / "indicator")


DOCUMENT_CHECKS = (limitation_without_cause_or_solution, row_that_says_nothing)
CHECKS = (required_section_missing, member_not_reviewed)
