"""Figures as amounts: what is counted, in single units, and how far printing may have moved it.

A figure with decimals was rounded or cut off before it was printed: what was meant lies within
half a unit of the last digit below it and a whole one above. One in thousands or millions was
rounded. Checks compare these ranges, so that nobody is blamed for the manner of rounding.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Context, Decimal
from functools import lru_cache

from thidua.text.figures import Figure, bare
from thidua.text.folding import fold, nfc

_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
#: More such words in a row are no measure: «triệu tỷ» is as large as anything can be.
_MOST_SCALES = 2
_SHORT = re.compile(r"\b(?:tr\.? ?đ|trđ)(?:ồng)?\b|\b(?:đ|vnđ|vnd|đồng)(?: việt nam)?(?!\w)")
_WIDE = Context(prec=100)
#: What percentages and money are called; everything else is counted.
PERCENT = "%"
MONEY = "dong"


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit of measure: what is counted, and by how much its number is multiplied."""

    scale: int
    #: Folded, so that «Tỷ Đồng» and «tỷ đồng» are one; empty where nothing is named.
    noun: str

    @classmethod
    @lru_cache(maxsize=1024)
    def parse(cls, text: str | None) -> "Measure":
        """Read ``nghìn tỷ đồng`` as 1,000,000,000,000 and ``dong``; ``tr.đ`` as ``triệu đồng``."""
        plain = _SHORT.sub(_long, nfc(text or "").casefold())
        scale, scales, nouns = 1, 0, []
        for word in plain.split():
            factor = _SCALES.get(word) if scales < _MOST_SCALES else None
            if factor is None:
                nouns.append(word)
            else:
                scale, scales = scale * factor, scales + 1
        return cls(scale, fold(" ".join(nouns)))

    @property
    def kind(self) -> str:
        """What sort of thing is measured: ``money``, ``percent``, ``count``, or nothing named."""
        known = {"": "", MONEY: "money", PERCENT: "percent", "phan tram": "percent"}
        return known.get(self.noun, "count")


def _long(match: re.Match[str]) -> str:
    return "triệu đồng" if match[0].startswith("tr") else "đồng"


@dataclass(frozen=True, slots=True)
class Amount:
    """An exact figure in single units of what it counts, and the range that printing leaves."""

    noun: str
    number: Decimal
    #: Between these, both included, lies what was meant.
    low: Decimal
    high: Decimal
    #: By how much the printed number is multiplied: 1,000,000 for «triệu đồng».
    scale: int = 1

    @classmethod
    def of(cls, figure: Figure | None, usual: Measure) -> "Amount | None":
        """Return what a figure says; ``usual`` is the measure of its row or its indicator.

        None for bounds and estimates. «812 nghìn» where people are counted counts people.
        """
        if figure is None or not figure.exact:
            return None
        own = Measure.parse(figure.measure) if figure.measure is not None else usual
        number = figure.number * own.scale
        if figure.decimals == 0 and own.scale == 1:
            low = high = number
        else:
            unit = figure.step * own.scale
            more = unit if figure.decimals else unit / 2  # decimals are often just cut off
            less, more = (unit / 2, more) if number >= 0 else (more, unit / 2)
            low, high = number - less, number + more
        return cls(own.noun or usual.noun, number, low, high, own.scale)

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(
            self.noun,
            self.number + other.number,
            self.low + other.low,
            self.high + other.high,
            self.scale,
        )

    def __sub__(self, other: "Amount") -> "Amount":
        return Amount(
            self.noun,
            self.number - other.number,
            self.low - other.high,
            self.high - other.low,
            self.scale,
        )

    def __abs__(self) -> "Amount":
        if self.number >= 0:
            return self
        return Amount(self.noun, -self.number, -self.high, -self.low, self.scale)

    def shared_by(self, count: int) -> "Amount":
        """Return the mean of so many that this is the sum of."""
        return Amount(self.noun, self.number / count, self.low / count, self.high / count)

    def printed(self, number: Decimal) -> str:
        """Return a computed number as it would be printed in this measure."""
        return bare(number / self.scale)

    def agrees(self, other: "Amount") -> bool:
        """Tell whether two amounts may be one printed in two ways."""
        return self.low <= other.high and other.low <= self.high

    def in_percent_of(self, whole: "Amount") -> "Amount | None":
        """Return this amount in percent of another; None where that is nothing or less."""
        if whole.low <= 0:
            return None
        bounds = [
            edge * 100 / base for edge in (self.low, self.high) for base in (whole.low, whole.high)
        ]
        return Amount(PERCENT, self.number * 100 / whole.number, min(bounds), max(bounds))


def total(amounts: Iterable[Amount | None]) -> Amount | None:
    """Return the sum of amounts of one thing; None if one is not known, or there is none."""
    found = list(amounts)
    known = [each for each in found if each is not None]
    if not known or len(known) < len(found) or len({each.noun for each in known}) > 1:
        return None
    first, *others = known
    for each in others:
        first = first + each
    return first


def matches(percent: Figure, computed: Amount) -> bool:
    """Tell whether a printed percentage can be a computed one, rounded or cut off.

    Less than one unit of the last digit apart is no difference.
    """
    return computed.low - percent.step < percent.number < computed.high + percent.step


def cut(number: Decimal, step: Decimal) -> Decimal:
    """Return a computed number with as many digits as something printed."""
    return number.quantize(step, ROUND_DOWN, context=_WIDE)
