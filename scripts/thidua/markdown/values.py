"""One value: from what people type to what the schema wants, and back."""

import re
from datetime import date
from typing import Any

from thidua.codelists import CodeLists
from thidua.markdown.forms import choice, choices
from thidua.schema.shape import Shape
from thidua.text.dates import Moment, day, parse_date
from thidua.text.folding import fold

_DAY = re.compile(
    r"(?:ngày\s+)?(?P<day>[0-9]{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>[0-9]{1,2})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:lúc\s+)?(?P<hour>[0-9]{1,2})(?::|h|g|\s*giờ\s*)(?P<minute>[0-9]{2})?(?:\s*phút)?[\s,]+",
    re.IGNORECASE,
)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
#: How many words may stand before or behind a name in a heading.
_LEAD = 12
_TAIL = re.compile(r"(?:nam|ki|giai doan|trong|6 thang|sau thang|theo|tai|cua|o)\b")
_YES_NO = {"co": True, "true": True, "khong": False, "false": False}


def unescape(text: str) -> str:
    """Return a run of Markdown as plain text: what a backslash protects stands for itself."""
    return _ESCAPED.sub(r"\1", text)


def escape(text: str) -> str:
    """Return plain text so that Markdown shows it as it is; :func:`unescape` undoes it."""
    text = re.sub(r"[\\`*\[\]<>#|~]", r"\\\g<0>", text)
    text = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


def escape_start(text: str) -> str:
    """Return a text that begins a block so that it begins no list or rule."""
    text = escape(text)
    text = re.sub(r"\A([0-9]{1,9})([.)])(?=\s|\Z)", r"\1\\\2", text)
    return re.sub(r"\A[-+=:]", r"\\\g<0>", text)


class Values:
    """Reads and writes the values of one paper."""

    def __init__(self, codelists: CodeLists, today: date | None = None) -> None:
        """Take the code lists and the day whose names count."""
        self._codelists = codelists
        self.day = today

    def parse(self, text: str, shape: Shape) -> tuple[Any, bool]:
        """Return the value that a text stands for, and whether it can be read at all.

        What no list and no choice knows stays as it is: the schema speaks of it.
        """
        kind = shape.keywords.get("type")
        if shape.codelists:
            return self.entry(text, shape.codelists) or text, True
        if choices(shape):
            return choice(shape, text) or text, True
        if kind == "boolean":
            return _YES_NO.get(fold(text), text), True
        if kind == "integer" or shape.format == "figure":
            return int(text) if _INTEGER.fullmatch(text) and text != "-0" else text, True
        if shape.format in {"date", "moment"} and not _ISO.fullmatch(text):
            moment = _moment(text, clock=shape.format == "moment")
            return (text, False) if moment is None else (moment.iso, True)
        return text, True

    def show(self, value: Any, shape: Shape) -> str:
        """Return a value as people write it; :meth:`parse` gives the same value again."""
        text = str(value)
        if isinstance(value, bool):
            return "có" if value else "không"
        if shape.codelists:
            entry = self._codelists.find(shape.codelists, text)
            forms = [entry.name(self.day, short=True), entry.name(self.day)] if entry else []
        elif choices(shape):
            forms = [choices(shape).get(text, text)]
        elif shape.format in {"date", "moment"}:
            moment = Moment.parse(text)
            forms = []
            if moment is not None:
                forms = [moment.vietnamese() if moment.clock else day(moment.day)]
        else:
            return text
        return next((form for form in forms if self.parse(form, shape)[0] == value), text)

    def show_entry(self, key: str, lists: tuple[str, ...]) -> str | None:
        """Return the name of an entry if a heading with it is found by :meth:`contained`."""
        entry = self._codelists.find(lists, key)
        shown = entry.name(self.day) if entry else None
        return shown if shown and self.contained(shown, lists) == (key, False) else None

    def entry(self, text: str, lists: tuple[str, ...]) -> str | None:
        """Return the id of the entry that a text names, best one that holds on the day."""
        found = self._codelists.folded(lists).get(fold(text), [])
        holding = [
            key
            for key in found
            if (entry := self._codelists.find(lists, key)) and entry.holds(self.day)
        ]
        return next(iter(holding or found), None)

    def contained(self, text: str, lists: tuple[str, ...]) -> tuple[str, bool] | None:
        """Return the id of the entry whose name stands in a text: the longest such name.

        The second says whether more than a name stands there: a text is glued to it.
        """
        words = f" {words_of(text)} "
        forms = self._codelists.folded(lists).items()
        found = [
            (len(form), form, keys[0]) for form, keys in forms if f" {words_of(form)} " in words
        ]
        if not found:
            return None
        _, form, key = max(found)
        before, _, after = words.partition(f" {words_of(form)} ")
        return key, len(before.split()) > _LEAD or not is_tail(after)


def is_tail(words: str) -> bool:
    """Tell whether folded words may follow a name in a heading: «năm 2026», «trong toàn Ngành»."""
    plain = words.strip()
    return not plain or (bool(_TAIL.match(plain)) and len(plain.split()) <= _LEAD)


def words_of(text: str) -> str:
    """Return the folded words of a text, punctuation gone."""
    return " ".join(re.sub(r"[^\w ]+", " ", fold(text)).split())


def _moment(text: str, *, clock: bool) -> Moment | None:
    time = _CLOCK.match(text) if clock else None
    match = _DAY.fullmatch(text[time.end() :] if time else text)
    if match is None:
        return None
    iso = f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"
    if parse_date(iso) is None:
        return None
    if time is not None:
        iso += f"T{int(time['hour']):02d}:{int(time['minute'] or 0):02d}"
    return Moment.parse(iso)
