"""What all pages are made from, and how templates see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from thidua.codelists import CodeLists, Entry, Unit
from thidua.engine import Outcome
from thidua.history import History
from thidua.messages import Catalogue, catalogue
from thidua.model import CampaignPapers, ExpectedPaper
from thidua.pages import paths
from thidua.pages.charts import Chart
from thidua.pages.page import Page, heading, relative
from thidua.pages.rich import rich
from thidua.schema import Shape
from thidua.status import Status, statuses
from thidua.text import dates
from thidua.text.collation import sort_key
from thidua.text.dates import Moment
from thidua.text.figures import bare, grouped

_SIDEBAR = {paths.CLUSTERS, paths.SCHEDULE}
_NO_SIDEBAR = ("index.md", "dot/", "don-vi/", "cum/")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an instance says of itself in mkdocs.yml."""

    #: Address of the repository on its forge; empty when there is none.
    repository: str = ""
    branch: str = "main"
    #: The centre's mailbox for corrections; empty when there is none.
    mailbox: str = ""
    #: Address of the site, without a slash at its end; empty while it is unknown.
    address: str = ""
    #: What tells this instance from others wherever they stand: in ids of calendars and feeds.
    instance: str = "thidua"


class Site:
    """What a run found, the day, settings and history: everything a page may depend on."""

    def __init__(
        self,
        outcome: Outcome,
        today: date,
        settings: Settings,
        history: History | None = None,
        drawings: Mapping[str, str] | None = None,
    ) -> None:
        """Take the values; nothing else is ever read. ``drawings``: charts that need no drawing."""
        self._known = drawings or {}
        #: The charts of the pages that were made, by their keys.
        self.drawings: dict[str, str] = {}
        self.history = history
        self.outcome = outcome
        self.today = today
        self.settings = settings

    @property
    def codelists(self) -> CodeLists:
        """The code lists."""
        return self.outcome.corpus.codelists

    @cached_property
    def campaigns(self) -> list[CampaignPapers]:
        """The campaigns that can be shown, the latest first."""
        return self.outcome.corpus.published

    @property
    def current(self) -> CampaignPapers | None:
        """The current campaign: that of the latest dispatch; None while there is none."""
        return self.campaigns[0] if self.campaigns else None

    @property
    def day(self) -> date:
        """The day whose names head pages about no certain campaign: that of the current one."""
        return (self.current.day if self.current else None) or self.today

    @cached_property
    def words(self) -> Catalogue:
        """The wording of findings."""
        return catalogue("vi")

    @cached_property
    def _statuses(self) -> Mapping[str, list[tuple[str, ExpectedPaper, Status]]]:
        return {papers.id: list(statuses(papers, self.today)) for papers in self.campaigns}

    def statuses(self, papers: CampaignPapers) -> list[tuple[str, ExpectedPaper, Status]]:
        """Return the status of every paper that a campaign asks for."""
        return self._statuses[papers.id]

    def owes(self, papers: CampaignPapers, submitter: str) -> bool:
        """Tell whether a campaign asks a submitter for any paper."""
        return any(who == submitter for who, _, _ in self.statuses(papers))

    def name(self, key: str, day: date | None = None, *, short: bool = True) -> str:
        """Return the name of a unit or cluster on a day."""
        found = self.codelists.submitter(key)
        return found.name(day, short=short) if found else key

    def place_name(self, key: str, day: date | None = None) -> str:
        """Return what there is room for in a narrow place: the province, or the short name."""
        found = self.codelists.units.get(key)
        return found.province if found and found.province else self.name(key, day)

    def by_name(self, entries: Iterable[Entry], day: date | None = None) -> list[Any]:
        """Return entries in the Vietnamese order of their names; offices by province."""

        def key(entry: Entry) -> object:
            place = entry.province if isinstance(entry, Unit) else None
            return sort_key(place or entry.name(day))

        return sorted(entries, key=key)  # type: ignore[arg-type]

    def by_province(self, ids: Iterable[str]) -> list[str]:
        """Return units in the Vietnamese order of their provinces, others by name."""
        found = {key: self.codelists.submitter(key) for key in ids}
        known = [entry for entry in found.values() if entry is not None]
        return [entry.id for entry in self.by_name(known)]

    @cached_property
    def _enum_titles(self) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for kind in self.outcome.schemas.kinds:
            _collect(self.outcome.schemas[kind].shape, None, found)
        return found

    def word(self, field: str, value: str | None) -> str:
        """Return the Vietnamese word for a value of a closed list: ``word("status", "moved")``."""
        return self._enum_titles.get(field, {}).get(value or "", value or "")

    @cached_property
    def _templates(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("thidua", "pages/templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters |= {
            "day": dates.day,
            "moment": lambda moment: moment.vietnamese(),
            "here": lambda instant: Moment.of(instant).vietnamese(),
            "bare": bare,
            "grouped": grouped,
            "rich": rich,
            "capitalize_first": lambda text: text[:1].upper() + text[1:],
            "lower_first": lambda text: text[:1].lower() + text[1:],
        }
        environment.globals |= {
            "site": self,
            "settings": self.settings,
            "codelists": self.codelists,
            "today": self.today,
            "name": self.name,
            "word": self.word,
            "paths": paths,
            "h": lambda level, text, anchor: Markup(heading(level, text, anchor)),  # noqa: S704
        }
        return environment

    def drawn(self, chart: Chart | None) -> Markup | None:
        """Return a chart as SVG."""
        if chart is None:
            return None
        key = chart.key
        if key not in self.drawings:
            self.drawings[key] = self._known.get(key) or chart.svg()
        return Markup(self.drawings[key])  # noqa: S704 - drawn by us, or drawings.py has looked

    def page(
        self, path: str, title: str, template: str, *, values: Mapping[str, Any], **more: Any
    ) -> Page:
        """Return a page rendered from a template.

        Templates link with ``url("cum/cum-01.md")`` and set headings with ``h(2, text, anchor)``.
        """
        body = self._templates.get_template(template).render(
            values, url=lambda target, anchor="": relative(target, path) + (anchor and f"#{anchor}")
        )
        # Where a section has one page only, or its pages are found from another one of them.
        sidebar = path in _SIDEBAR or not path.startswith(_NO_SIDEBAR)
        return Page(path, title, body, sidebar=sidebar, **more)


def _collect(shape: Shape, field: str | None, found: dict[str, dict[str, str]]) -> None:
    titles = shape.keywords.get("x-enum-titles")
    if titles and field:
        found.setdefault(field, {}).update(titles)
    for name, child in shape.properties.items():
        _collect(child, name, found)
    if shape.items:
        _collect(shape.items, field, found)
