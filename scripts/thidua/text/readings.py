"""What people mean by a figure or a date that is not written as papers write it.

One grammar for the messages, which name every reading, and for ``thidua fix``, which writes the
only one. Where there are two, nobody guesses: a wrong guess is wrong by a factor of thousand, or
by months.
"""

import re

from thidua.text.dates import parse_date
from thidua.text.figures import Figure

#: Quotation marks that programs put in the place of straight ones.
_CURLY = "“”„‟‘’‚‛«»‹›"
_QUOTES = _CURLY + "\"'"

_POINT = re.compile(r"([+-]?)([0-9]+)\.([0-9]+)(%?)")
_GAPS = re.compile(r"(?<=[0-9])[ \u00a0\u202f](?=[0-9]{3}(?![0-9]))")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?%?")
_SWAPPED = str.maketrans(",.", ".,")

_YEAR = "(?:19|20|21)[0-9]{2}"
_DAY_FIRST = re.compile(rf"([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]({_YEAR})")
_YEAR_FIRST = re.compile(rf"({_YEAR})-([0-9]{{1,2}})-([0-9]{{1,2}})")
_MONTHS = 12


def of_float(text: str) -> dict[str, str]:
    """Return how what YAML takes for a float can be meant: thousands, decimals, or no figure."""
    match = _POINT.fullmatch(text)
    if match is None or match[4]:
        return {"reason": "text"}
    sign, whole, fraction, _ = match.groups()
    decimal = f"{sign}{whole},{fraction}"
    if _is_decimal(whole, fraction):
        return {"reason": "decimal", "decimal": decimal}
    thousands = f"{sign}{whole}{fraction}"
    # With a plus sign a figure is no plain integer, so it is shown as it must be typed: quoted.
    return {
        "reason": "thousands",
        "decimal": decimal,
        "thousands": f'"{thousands}"' if sign == "+" else thousands,
    }


def of_figure(text: str) -> tuple[str, str] | None:
    """Return what is wrong with the layout of a figure, and the only figure it can be.

    The first is ``blank`` (blanks around it), ``curly`` (quotation marks around it), ``gap``
    (blanks between its digits) or ``english`` (dots and commas as in English). None for a figure,
    and for text that has no reading or more than one.

    >>> of_figure("1,234.5"), of_figure("“51,85”"), of_figure("1234.567")
    (('english', '1.234,5'), ('curly', '51,85'), None)
    """
    if Figure.parse(text) is not None:
        return None
    plain = _within_quotes(text)
    reason = "blank" if plain is None else "curly"
    plain = text.strip() if plain is None else plain
    if Figure.parse(plain) is None and _GAPS.search(plain):
        plain, reason = _GAPS.sub(".", plain), "gap"
    elif plain == text or Figure.parse(plain) is None:
        plain, reason = _vietnamese(plain), "english"
    return None if Figure.parse(plain) is None else (reason, plain)


def days(text: str) -> tuple[str, ...]:
    """Return the ISO days that a date can mean, the one that Vietnam writes first.

    >>> days("10/7/2013"), days("25/7/2013"), days("2013-7-5"), days("31/6/2013")
    (('2013-07-10', '2013-10-07'), ('2013-07-25',), ('2013-07-05',), ())
    """
    typed = text.strip()
    if match := _YEAR_FIRST.fullmatch(typed):
        readings = [f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"]
    elif match := _DAY_FIRST.fullmatch(typed):
        day, month, year = match.groups()
        readings = [f"{year}-{month:0>2}-{day:0>2}", f"{year}-{day:0>2}-{month:0>2}"]
        if int(month) > _MONTHS:  # nobody here writes the month first
            return ()
    else:
        return ()
    return tuple(each for each in dict.fromkeys(readings) if parse_date(each))


def _is_decimal(whole: str, fraction: str) -> bool:
    """Tell whether a dot can only begin decimals: where it groups, three digits follow."""
    return len(fraction) != len("000") or whole.startswith("0")


def _within_quotes(text: str) -> str | None:
    """Return what stands between quotation marks of which one at least is not straight."""
    ends = text.strip()[:1] + text.strip()[-1:]
    if len(ends.strip(_QUOTES)) or not any(mark in _CURLY for mark in ends):
        return None
    return text.strip().strip(_QUOTES).strip()


def _vietnamese(text: str) -> str:
    """Return an English figure in our layout; nothing where its dot or comma has two readings."""
    point = _POINT.fullmatch(text)
    several = text.count(",") > 1 or "." in text
    if (point and _is_decimal(point[2], point[3])) or (_GROUPED.fullmatch(text) and several):
        return text.translate(_SWAPPED)
    return ""
