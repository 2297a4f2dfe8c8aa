"""New papers: whose they are, where they belong and what stands in them, or why there is none."""

import os
import re
from collections import ChainMap
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from thidua.engine import Outcome, run
from thidua.markdown.values import Values
from thidua.messages import Catalogue
from thidua.prefill import Source
from thidua.project import PaperPath, Project
from thidua.scaffold import Scaffold
from thidua.text.dates import day as shown
from thidua.text.folding import fold, nearest

_CAMPAIGN = "campaign"
_SUBMITTERS = ("units", "clusters")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to write; None where that follows from the rest."""

    kind: str
    unit: str | None = None
    campaign: str | None = None
    slug: str | None = None
    #: ``md`` or ``yml``.
    notation: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A new paper: its path within the repository, and its text."""

    path: str
    text: str


class RefusedError(Exception):
    """There can be no such paper; the catalogue has the sentence for the key."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def draft(
    wish: Wish, project: Project, today: date, words: Catalogue, folder: Path | None
) -> Draft:
    """Return a new paper for a folder in which it must not stand yet; None stands for no folder.

    Raises :class:`RefusedError`.
    """
    outcome = run(project, today)
    place = _Desk(outcome, wish).place()
    for path in (place.path, place.twin):
        if folder is not None and os.path.lexists(folder / path):
            raise RefusedError("new_exists", path=path)
    return Draft(
        place.path, Scaffold(Source(place, outcome.corpus, outcome.schemas), words).checked()
    )


class _Desk:
    """Finds out what a wish means."""

    def __init__(self, outcome: Outcome, wish: Wish) -> None:
        self._outcome = outcome
        self._lists = outcome.corpus.codelists
        self._wish = wish

    def place(self) -> PaperPath:
        """Return where the paper belongs."""
        kind = self._kind()
        schema = self._outcome.schemas[kind]
        campaign, day = self._campaign(kind)
        submitter = self._submitter(kind, campaign, day)
        slug = self._slug(kind)
        by_hand = schema.submitters != ["centre"]  # officers write documents, the centre keeps data
        ending = self._wish.notation or ("md" if by_hand else "yml")
        name = f"{kind}/{slug}" if slug else kind
        place = PaperPath.parse(f"submissions/{campaign}/{submitter}/{name}.{ending}")
        if place is None:
            raise RefusedError("new_slug_form", slug=slug)
        return place

    def _kind(self) -> str:
        text, schemas = self._wish.kind, self._outcome.schemas
        if text in schemas.kinds:
            return text
        forms = {form: kind for kind in schemas.kinds for form in (kind, schemas[kind].shape.title)}
        found = {fold(form): kind for form, kind in forms.items()}.get(fold(text))
        if found is None:
            values = {"kinds": schemas.kinds, "suggestion": nearest(text, forms)}
            raise RefusedError("new_kind", value=text, **values)
        return found

    def _campaign(self, kind: str) -> tuple[str, date | None]:
        """Return the campaign, and the day at which its submitters are looked up."""
        wanted, published = self._wish.campaign, self._outcome.corpus.published
        if kind == _CAMPAIGN:
            pattern = self._outcome.schemas[kind].shape.properties["campaign"].keywords["pattern"]
            if wanted is None or not re.search(pattern, wanted):
                raise RefusedError("new_campaign_id", value=wanted or "")
            return wanted, None
        if not published:
            raise RefusedError("new_no_campaign")
        found = next((each for each in published if wanted in {None, each.id}), None)
        if found is None:
            meant = nearest(wanted or "", {each.id: each.id for each in published})
            raise RefusedError("no_campaign", name=wanted, suggestion=meant)
        return found.id, found.day

    def _submitter(self, kind: str, campaign: str, day: date | None) -> str:
        allowed = self._outcome.schemas[kind].submitters
        if self._wish.unit is None:
            if allowed == ["centre"] and self._lists.centre:
                return self._lists.centre.id
            raise RefusedError("new_no_unit", kind=kind, submitters=allowed)
        submitter = Values(self._lists, day).entry(self._wish.unit, _SUBMITTERS)
        entry = self._lists.find(_SUBMITTERS, submitter or "")
        if submitter is None or entry is None:
            lists = [self._lists[name] for name in _SUBMITTERS]
            forms = ChainMap(*(each.typed_forms(day, names=True) for each in lists))
            meant = nearest(self._wish.unit, forms)
            raise RefusedError("new_unit", value=self._wish.unit, suggestion=meant)
        name = entry.name(day, short=True)
        if self._lists.kind_of(submitter) not in allowed:
            raise RefusedError("new_submitter", name=name, kinds=[kind], submitters=allowed)
        if day is not None and not entry.holds(day):
            heirs = [self._lists.units[each.unit] for each in getattr(entry, "successors", ())]
            meant = heirs[0].name(day, short=True) if heirs else None
            values = {"day": shown(day), "campaign": campaign, "suggestion": meant}
            raise RefusedError("new_gone", name=name, **values)
        return submitter

    def _slug(self, kind: str) -> str | None:
        slug, many = self._wish.slug, self._outcome.schemas[kind].many
        if many == (slug is not None):
            return slug
        raise RefusedError("new_no_slug" if many else "new_one", kind=kind, kinds=[kind])
