"""Charts as SVG, drawn at build time by Vega-Lite; their colours are those of the theme.

What has no exact figure is not drawn: a missing value is no zero. The table beside a chart holds
everything, so a chart is one picture for whoever cannot see it, with words for what it shows.
"""

import hashlib
import html
import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final

_STEP: Final = 24
_WIDTH: Final = 260
#: Letters of a line beside a bar; longer names take another line of so many pixels.
_LETTERS: Final = 20
_LINE_HEIGHT: Final = 15
#: d3's own form of Vietnamese figures: 1.234,5.
_LOCALE: Final = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}
_INK, _LINE, _BAR, _MARK = (
    "currentColor",
    "var(--td-line)",
    "var(--td-bar)",
    "var(--md-accent-fg-color)",
)
_CONFIG: Final[Mapping[str, Any]] = {
    "background": "transparent",
    "font": "inherit",
    "view": {"stroke": None},
    "axis": {
        "labelColor": _INK,
        "titleColor": _INK,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": _LINE,
        "domainColor": _LINE,
        "tickColor": _LINE,
        "labelLimit": 0,
        "labelLineHeight": _LINE_HEIGHT,
    },
}
# What Vega says to machines is English; the picture has a name of its own.
_SPOKEN = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
_HEAD = re.compile(r'<svg [^>]*viewBox="([^"]*)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its name, its length, and where the plan stands, if one is known."""

    name: str
    value: float
    plan: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that is still to be drawn."""

    title: str
    spec: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What tells it from every other drawing, of other versions of library and module too."""
        said = json.dumps([_version(), self.title, self.spec, _CONFIG, _LOCALE])
        return hashlib.sha256(said.encode()).hexdigest()

    def svg(self) -> str:
        """Draw it."""
        spec = {**self.spec, "config": _CONFIG}
        svg = _converter().vegalite_to_svg(spec, format_locale=_LOCALE)
        name = html.escape(self.title)
        head = f'<svg role="img" class="td-chart" viewBox="{{}}"><title>{name}</title>'
        return _HEAD.sub(lambda match: head.format(match[1]), _SPOKEN.sub("", svg), count=1)


def bars(found: Sequence[Bar], measure: str, title: str, line: float | None = None) -> Chart:
    """Return bars in the given order, each with a mark for its plan; ``line`` is drawn over all."""
    names = ["\n".join(textwrap.wrap(bar.name, _LETTERS)) for bar in found]
    rows = [
        {"n": name, "v": bar.value, "p": bar.plan} for name, bar in zip(names, found, strict=True)
    ]
    more = max(name.count("\n") for name in names)
    split = {"domain": False, "labelExpr": "split(datum.label, '\\n')"}
    y = {"field": "n", "type": "nominal", "sort": None, "title": None, "axis": split}
    x = {
        "field": "v",
        "type": "quantitative",
        "title": measure,
        "axis": {"tickCount": 5, "format": ",~f", "labelOverlap": True},
    }
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "bar", "color": _BAR, "height": {"band": 0.7}}, "encoding": {"x": x}},
        {
            "mark": {
                "type": "tick",
                "color": _MARK,
                "thickness": 3,
                "opacity": 1,
                "height": {"band": 0.9},
            },
            "encoding": {"x": {"field": "p", "type": "quantitative"}},
            "transform": [{"filter": "isValid(datum.p)"}],
        },
    ]
    if line is not None:
        rule = {"type": "rule", "color": _MARK, "strokeDash": [4, 3], "strokeWidth": 1.5}
        layers.append({"mark": rule, "encoding": {"x": {"datum": line}, "y": None}})
    spec = {
        "data": {"values": rows},
        "width": _WIDTH,
        "height": {"step": _STEP + more * _LINE_HEIGHT},
        "encoding": {"y": y},
        "layer": layers,
    }
    return Chart(title, spec)


def spread(values: Sequence[float], measure: str, title: str) -> Chart:
    """Return how values are spread: a stroke for each, a box over the middle half."""
    x = {
        "field": "v",
        "type": "quantitative",
        "title": measure,
        "scale": {"zero": False},
        "axis": {"tickCount": 5, "format": ",~f", "labelOverlap": True},
    }
    box = {
        "type": "boxplot",
        "extent": "min-max",
        "size": 18,
        "box": {"color": _BAR, "opacity": 0.45},
        "median": {"color": _INK},
        "rule": {"color": _INK},
    }
    stroke = {"type": "tick", "color": _MARK, "thickness": 2, "height": 30, "opacity": 0.8}
    spec = {
        "data": {"values": [{"v": value} for value in values]},
        "width": _WIDTH,
        "height": 44,
        "encoding": {"x": x},
        "layer": [{"mark": box}, {"mark": stroke}],
    }
    return Chart(title, spec)


@cache
def _version() -> list[str]:
    own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return [metadata.version("vl-convert-python"), own]


@cache
def _converter() -> Any:
    import vl_convert  # noqa: PLC0415 - a second to start: only who draws waits for it

    return vl_convert
