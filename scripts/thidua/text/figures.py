"""One grammar of figures: ``[qualifier] [sign] number [measure]``, printed form kept."""

import re
from decimal import Decimal
from functools import lru_cache

QUALIFIERS = ("ước đạt", "ước", "trên", "hơn", "khoảng", "gần", "dưới", "đạt")
#: Qualifiers that leave the number exact.
EXACT = frozenset({None, "đạt"})

_FIGURE = re.compile(
    r"(?:(?P<qualifier>" + "|".join(QUALIFIERS) + r") )?"
    r"(?P<sign>[+-])?"
    r"(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}|0|[1-9][0-9]{0,14})(?:,(?P<fraction>[0-9]{1,6}))?"
    r"(?: ?(?P<percent>%)| (?P<measure>[^0-9\s.,/+:;-][^0-9.,/+:;-]*))?"
)
_FRACTION = re.compile(r"\s*[0-9][0-9.,]*\s*/\s*[0-9][0-9.,]*\s*")
_THREE_AFTER_COMMA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}(?![0-9])")


class Figure:
    """A figure as printed, with what can be read from it without guessing.

    Not a dataclass: msgspec would read one from a mapping, and papers hold figures as text.
    """

    __slots__ = ("decimals", "measure", "number", "printed", "qualifier", "sign")

    def __init__(  # noqa: PLR0913 - what a figure has; only parse() calls it
        self,
        printed: str,
        number: Decimal,
        decimals: int,
        *,
        qualifier: str | None = None,
        sign: str = "",
        measure: str | None = None,
    ) -> None:
        self.printed = printed
        self.number = number
        #: Digits after the decimal comma, as printed.
        self.decimals = decimals
        self.qualifier = qualifier
        self.sign = sign
        self.measure = measure

    def __repr__(self) -> str:
        return f"Figure({self.printed!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Figure) and self.printed == other.printed

    def __hash__(self) -> int:
        return hash(self.printed)

    @classmethod
    def parse(cls, value: str | int) -> "Figure | None":
        """Read a figure of a paper; None when the text is not one."""
        return _parsed(str(value))

    @classmethod
    def of_match(cls, match: re.Match[str]) -> "Figure":
        """Return the figure of a text that the grammar has accepted."""
        fraction = match["fraction"] or ""
        number = Decimal(match["whole"].replace(".", "") + ("." + fraction if fraction else ""))
        sign = match["sign"] or ""
        return cls(
            printed=match[0],
            number=-number if sign == "-" else number,
            decimals=len(fraction),
            qualifier=match["qualifier"],
            sign=sign,
            measure=match["measure"] or match["percent"],
        )

    @property
    def shown(self) -> str:
        """The figure as people read it; a bare integer gets the dots that YAML has no room for."""
        plain = self.printed.isascii() and self.printed.removeprefix("-").isdigit()
        return grouped(self.number) if plain else self.printed

    @property
    def exact(self) -> bool:
        """Whether the number stands for itself, not for a bound or an estimate."""
        return self.qualifier in EXACT

    @property
    def two_readings(self) -> tuple[str, str] | None:
        """Both readings of ``12,500``: thousands as in English, or three decimals."""
        bare = self.printed.removeprefix(f"{self.qualifier} ").lstrip("+-")
        match = _THREE_AFTER_COMMA.match(bare)
        if match is None:
            return None
        printed = match[0]
        return printed.replace(",", "."), printed.rstrip("0").rstrip(",")

    @property
    def in_thousands(self) -> "Figure | None":
        """What ``12,500`` is in its other reading; None for figures with one reading."""
        readings = self.two_readings
        return Figure.parse(self.printed.replace(",", ".")) if readings else None

    @property
    def step(self) -> Decimal:
        """One unit of the last printed digit."""
        return Decimal(1).scaleb(-self.decimals)


def is_fraction(text: str) -> bool:
    """Tell whether somebody wrote two figures as one: ``3/7``."""
    return _FRACTION.fullmatch(text) is not None


def grouped(number: Decimal, decimals: int | None = None) -> str:
    """Return a number in the official layout, dots for thousands and a decimal comma.

    >>> grouped(Decimal("1234567.5"))
    '1.234.567,5'
    """
    text = f"{number:,f}" if decimals is None else f"{number:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,"))


def bare(number: Decimal) -> str:
    """Return a computed number without trailing zeros, in the official layout."""
    return grouped(number.normalize() + 0)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Figure | None:
    # Several checks look at the same figure, one after the other.
    match = _FIGURE.fullmatch(text)
    return None if match is None else Figure.of_match(match)
