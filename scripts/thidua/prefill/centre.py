"""Papers of the centre: answers to what a unit asks, and the next dispatch after the last one."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from thidua.diagnostics import ROOT, Pointer
from thidua.model import Campaign, ExpectedPaper
from thidua.model.papers import ConferenceContent, HandOverRule, Section
from thidua.prefill.source import Hint, Prefill, Source
from thidua.text.dates import day
from thidua.text.placeholders import BLANK

#: A figure, a day, a year, a quarter: what a text names that holds in one campaign only.
_CHANGES = re.compile(r"[0-9]|\b[IVX]+\b")


def response(source: Source) -> Prefill:
    """Return a response: a blank answer for each recommendation of the unit that the slug names."""
    unit = source.place.slug or ""
    if unit not in source.codelists.units:
        return Prefill({})
    filed = source.papers.reports.get(unit) if source.papers else None
    asked = filed.paper.recommendations if filed else ()
    answers, hints = [], {}
    for index, each in enumerate(asked):
        to = source.codelists.submitter(each.to)
        name = to.name(source.papers.day if source.papers else None, short=True) if to else each.to
        values = {"number": str(index + 1), "to": name, "text": each.text}
        hints[ROOT / "answers" / index] = Hint("recommendation", values)
        answers.append({"recommendation": index + 1, "status": BLANK, "text": BLANK, "by": BLANK})
    return Prefill({"unit": unit, "answers": answers}, hints)


def campaign(source: Source) -> Prefill:
    """Return a dispatch built as the last one; whatever changes each time is to be written anew."""
    found = [each for each in source.corpus.published if each.id != source.place.campaign]
    last = found[0].campaign if found else None
    return _Next(source, last).prefill() if last else Prefill({})


class _Next:
    """Carries the structure of a dispatch over, and says of every blank what stood there."""

    def __init__(self, source: Source, last: Campaign) -> None:
        self._source = source
        self._last = last
        self._hints: dict[Pointer, Hint] = {}

    def prefill(self) -> Prefill:
        """Return data and hints."""
        last = self._last
        self._formerly(ROOT / "title", last.title)
        self._formerly(ROOT / "number", last.number)
        self._formerly(ROOT / "date", last.date)
        self._formerly(ROOT / "subject", last.subject)
        self._formerly(ROOT / "signer" / "post", last.signer.post if last.signer else None)
        for name in ("name", "from", "to", "next"):
            value = getattr(last.period, "from_" if name == "from" else name)
            self._formerly(ROOT / "period" / name, value)
        self._formerly(ROOT / "award_year", last.award_year)
        self._formerly(ROOT / "addressees", *last.addressees)
        self._formerly(ROOT / "focus", *(each.text for each in last.focus))
        names = self._source.codelists.documents
        self._formerly(ROOT / "documents", *(names[each].name() for each in last.documents))
        data = {
            "papers": self._each("papers", last.papers, self._paper),
            "sections": self._each("sections", last.sections, self._section),
            "conference": self._each("conference", last.conference, self._content),
            "hand_over": self._each("hand_over", last.hand_over, self._rule),
            "duties": self._each(
                "duties",
                last.duties,
                lambda duty, at: {"who": duty.who, "text": self._text(duty.text, at / "text")},
            ),
        }
        return Prefill(data, self._hints)

    def _each(self, name: str, items: Iterable[Any], carry: Any) -> list[dict[str, Any]]:
        found = [carry(each, ROOT / name / index) for index, each in enumerate(items)]
        if found:
            self._hints[ROOT / name] = Hint("carried", {"number": self._last.number})
        return found

    def _formerly(self, pointer: Pointer, *values: str | date | None) -> None:
        shown = [day(each) if isinstance(each, date) else each for each in values if each]
        if len(shown) == 1:
            self._hints[pointer] = Hint("formerly", {"value": shown[0]})
        elif shown:
            self._hints[pointer] = Hint("formerly_all", {}, tuple(shown))

    def _text(self, text: str, pointer: Pointer) -> str:
        """Return a text that always holds; one with a number, a day or a year is left blank."""
        if not _CHANGES.search(text):
            return text
        self._formerly(pointer, text)
        return BLANK

    def _texts(self, texts: Iterable[str], pointer: Pointer) -> list[str]:
        return [self._text(text, pointer / index) for index, text in enumerate(texts)]

    def _paper(self, paper: ExpectedPaper, pointer: Pointer) -> dict[str, Any]:
        title = self._text(paper.title, pointer / "title")
        found: dict[str, Any] = {"paper": paper.paper, "title": title, "from": list(paper.from_)}
        if paper.last_day:
            key = "before" if paper.before else "by"
            found[key] = BLANK
            self._formerly(pointer / key, paper.before or paper.by)
        return found

    def _section(self, section: Section, pointer: Pointer) -> dict[str, Any]:
        if section.theme is None:
            return {"section": section.section, **self._content(section, pointer)}
        self._formerly(pointer / "theme", section.theme)
        self._formerly(pointer / "title", section.title)
        return {"section": section.section, "theme": BLANK, "title": BLANK, "covers": [BLANK]}

    def _content(self, content: Section | ConferenceContent, pointer: Pointer) -> dict[str, Any]:
        found: dict[str, Any] = {"title": self._text(content.title, pointer / "title")}
        if content.covers:
            found["covers"] = self._texts(content.covers, pointer / "covers")
        return found

    def _rule(self, rule: HandOverRule, pointer: Pointer) -> dict[str, Any]:
        recipients = []
        for index, each in enumerate(rule.recipients):
            at = pointer / "recipients" / index
            found: dict[str, Any] = {"kind": each.kind}
            if each.level:
                found["level"] = each.level
            if each.posts:
                found["posts"] = self._texts(each.posts, at / "posts")
            if each.manner:
                found["manner"] = each.manner
            recipients.append({**found, "text": self._text(each.text, at / "text")})
        return {"award": rule.award, "invited_by": rule.invited_by, "recipients": recipients}
