"""Papers in human terms: what one says in a few lines, and what it says otherwise than before."""

from collections.abc import Iterator
from typing import Any

from thidua.attainment import Attainment, attainment
from thidua.changes import Touched, Verdict
from thidua.changes.differences import Difference, differences
from thidua.codelists import CodeLists
from thidua.engine import Outcome
from thidua.formatters.comment.inert import code, inert
from thidua.formatters.comment.links import Links, linked
from thidua.messages import Catalogue, shown
from thidua.model import Conference, Filed, Paper, Report
from thidua.schema import Shape
from thidua.text.dates import Moment, day, parse_date

#: So many are named one by one.
_NAMED = 12
_DIFFERENCES = 40


class Papers:
    """Writes about the papers of one verdict."""

    def __init__(self, verdict: Verdict, outcome: Outcome, links: Links, words: Catalogue) -> None:
        self._touched = verdict.touched
        # Whoever may not send there gets no receipt.
        self._lawful = not {"OWN101", "OWN102"} & {each.code for each in verdict.own}
        self._outcome = outcome
        self._links = links
        self._words = words

    @property
    def _lists(self) -> CodeLists:
        return self._outcome.corpus.codelists

    def summaries(self) -> list[str]:
        """Return a short description of every paper without errors, or what became of it."""
        found = []
        for each in self._touched:
            if each.gone:
                found.append(f"{self._title(each)}: {self._words.ui('gate_gone')}")
            elif each.after is not None:
                lines = [f"- {line}" for line in self._facts(each, each.after)]
                found.append("\n".join([f"{self._title(each)}", "", *lines]))
        return found

    def changes(self) -> list[str]:
        """Return what each paper says otherwise than its version before, field by field."""
        found = []
        for each in self._touched:
            if each.before is None or each.after is None or each.gone:
                continue
            shape = self._outcome.schemas[each.place.kind].shape
            parts = differences(each.before.document, each.after.document, shape)
            lines = [self._difference(part) for part in parts[:_DIFFERENCES]]
            if len(parts) > _DIFFERENCES:
                more = self._words.ui("gate_more").format(count=len(parts) - _DIFFERENCES)
                lines.append(f"- {more}")
            if not lines:
                lines = [f"- {self._words.ui('gate_same')}"]
            found.append("\n".join([self._title(each), "", *lines]))
        return found

    def _title(self, each: Touched) -> str:
        place = each.place
        papers = self._outcome.corpus.campaigns.get(place.campaign)
        shape = self._outcome.schemas[place.kind].shape if self._known(place.kind) else None
        entry = self._lists.submitter(place.submitter)
        name = entry.name(papers.day if papers else None) if entry else place.submitter
        period = papers.campaign.period.name if papers and papers.campaign else place.campaign
        kind = shape.title if shape else place.kind
        return f"**{inert(kind)}, {inert(name)}, {inert(period)}**"

    def _known(self, kind: str) -> bool:
        return kind in self._outcome.schemas.kinds

    def _facts(self, each: Touched, filed: Filed[Paper]) -> Iterator[str]:
        paper, words = filed.paper, self._words
        papers = self._outcome.corpus.campaigns[each.place.campaign]
        number, signed = getattr(paper, "number", None), getattr(paper, "date", None)
        if number or signed:
            key = "gate_dated" if number else "gate_dated_only"
            when = day(signed) if signed else "…"
            yield words.ui(key).format(number=inert(str(number)), day=when)
        if paper.sample:
            yield words.ui("gate_sample")
        if paper.version > 1 and paper.revision:
            yield words.ui("gate_version").format(
                version=paper.version, reason=inert(str(shown(paper.revision.reason)))
            )
        expected = papers.expected(each.place.submitter, each.place.kind)
        if expected and expected.last_day:
            yield words.ui("gate_deadline").format(day=day(expected.last_day))
        if isinstance(paper, Report):
            yield from self._report(paper)
        elif isinstance(paper, Conference):
            yield from self._conference(paper)
        yield from self._counts(filed)
        receipt = self._links.receipt(each.place)
        if receipt and self._lawful:
            yield linked(words.ui("gate_receipt"), receipt)

    def _report(self, report: Report) -> Iterator[str]:
        rows = report.results.indicators
        found: dict[Attainment, list[str]] = {each: [] for each in Attainment}
        for row in rows:
            indicator = self._lists.indicator(row.indicator)
            found[attainment(row, indicator)].append(indicator.name())
        if len(found[Attainment.OPEN]) == len(rows) > 0:
            yield self._words.ui("gate_all_open").format(count=len(rows))
        elif rows:
            parts = "; ".join(
                self._words.ui(f"gate_{key}").format(count=len(names), names=_listed(names))
                for key, names in found.items()
                if names
            )
            yield self._words.ui("gate_indicators").format(count=len(rows), parts=parts)
        if report.exemplars:
            names = _listed([each.name for each in report.exemplars])
            yield self._words.ui("gate_exemplars").format(count=len(report.exemplars), names=names)
        if report.recommendations:
            to = dict.fromkeys(self._name(each.to) for each in report.recommendations)
            yield self._words.ui("gate_recommendations").format(
                count=len(report.recommendations), names=_listed(list(to))
            )

    def _conference(self, conference: Conference) -> Iterator[str]:
        if conference.start:
            place = inert(str(shown(conference.place or "…")))
            yield self._words.ui("gate_conference").format(
                moment=conference.start.vietnamese(), place=place
            )

    def _counts(self, filed: Filed[Paper]) -> Iterator[str]:
        """Yield how many items the other lists of a paper have, by the names of the lists."""
        shape = self._outcome.schemas[filed.place.kind].shape
        said = {"exemplars", "recommendations"} if isinstance(filed.paper, Report) else set[str]()
        parts = []
        for key, child in shape.properties.items():
            value = filed.document.data.get(key)
            is_list = child.items is not None or child.values is not None
            if is_list and value and key not in said and not child.internal:
                title = inert(child.title)
                parts.append(self._words.ui("gate_items").format(title=title, count=len(value)))
        if parts:
            yield "; ".join(parts)

    def _difference(self, each: Difference) -> str:
        way = " › ".join(self._step(each.trail, index) for index in range(len(each.trail)))
        key = "gate_new" if each.old is None else "gate_was" if each.new is None else "gate_now"
        values = {
            "old": self._value(each.old, each.shape),
            "new": self._value(each.new, each.shape),
        }
        return f"- {way}: {self._words.ui(key).format(**values)}"

    def _step(self, trail: tuple[Shape | str, ...], index: int) -> str:
        step = trail[index]
        if isinstance(step, Shape):
            return inert(step.title)
        return inert(str(shown(self._name(step))))

    def _name(self, key: str) -> str:
        """Return the name of what may be an entry of a list."""
        entry = self._lists.submitter(key) or self._lists.indicators.get(key)
        return entry.name() if entry else key

    def _value(self, value: Any, shape: Shape) -> str:
        titles = shape.keywords.get("x-enum-titles", {})
        if isinstance(value, bool):
            return self._words.ui("gate_yes" if value else "gate_no")
        if isinstance(value, list):
            return inert(str(shown("; ".join(str(each) for each in value))))
        if isinstance(value, dict):
            return inert(str(shown("; ".join(str(each) for each in value.values()))))
        text = str(titles.get(value, value))
        if shape.format == "date" and (date := parse_date(text)):
            text = day(date)
        elif shape.format == "moment" and (moment := Moment.parse(text)):
            text = moment.vietnamese()
        elif shape.codelists and (entry := self._lists.find(shape.codelists, text)):
            text = entry.name()
        return code(str(shown(text))) if shape.format == "figure" else inert(str(shown(text)))


def _listed(names: list[str]) -> str:
    some = [inert(str(shown(name))) for name in names[:_NAMED]]
    return ", ".join(some) + (", …" if len(names) > _NAMED else "")
