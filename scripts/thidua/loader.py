"""Strict YAML: JSON scalars only, no second way to say a thing, a place for every node.

Built from libyaml's events, which are counted and checked before anything is constructed
from them; so neither depth, size nor references can hurt the process.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from thidua.diagnostics import Diagnostic, Mark, Pointer
from thidua.document import Document
from thidua.places import events, mark_of
from thidua.project import PaperPath
from thidua.text.characters import FORBIDDEN, describe
from thidua.text.folding import nfc
from thidua.text.readings import of_float
from thidua.yaml_faults import syntax_fault

MAX_DEPTH: Final = 10
#: A decision with 5,000 entries has about 75,000 nodes.
MAX_NODES: Final = 150_000

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?")
_SIGNED = re.compile(r"\+[0-9]+")
_REST_OF_FIGURE = re.compile(r"[0-9]+(?: ?%| [^0-9]+)?")
_WORDS: Final[dict[str, bool | None]] = {"null": None, "": None, "true": True, "false": False}
#: Integers beyond this are not kept exactly by every reader of JSON.
_MAX_DIGITS: Final = 15


def load(place: PaperPath, text: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read the text of a paper: the document, and what is wrong with its YAML.

    The document is None when nothing can be said about its content: broken syntax, a limit
    passed, or no mapping at the top. All other faults leave the rest of the paper readable.
    """
    builder = _Builder(place.path)
    try:
        builder.run(events(text))
    except yaml.MarkedYAMLError as error:
        return None, [*builder.found, syntax_fault(place.path, text, error, builder.last_scalar)]
    except yaml.YAMLError:  # characters that source.py refuses before anybody gets here
        return None, [*builder.found, Diagnostic(place.path, Mark(1, 1, 2), "YML101")]
    except _StopReadingError:
        return None, builder.found
    if not isinstance(builder.root, dict):
        mark = Mark(1, 1, 2)
        return None, [*builder.found, Diagnostic(place.path, mark, "YML112")]
    return Document(place, text, builder.root, frozenset(builder.faults)), builder.found


class _StopReadingError(Exception):
    """The paper is deeper or larger than any real one, or a key is no word."""


class _Frame:
    """An open mapping or sequence and where in it the reader stands."""

    __slots__ = ("flow", "key", "key_event", "last", "value")

    def __init__(self, value: dict[str, Any] | list[Any], *, flow: bool) -> None:
        self.value = value
        self.flow = flow
        self.key: str | None = None  # of a mapping: the key that waits for its value
        self.key_event: Any = None
        self.last: str | None = None  # of a mapping: the key before


class _Builder:
    """Builds plain data from events and notes every fault on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Any = None
        self.found: list[Diagnostic] = []
        self.faults: set[Pointer] = set()
        self.last_scalar: Any = None
        self._frames: list[_Frame] = []
        self._nodes = 0
        self._documents = 0

    def run(self, events: Iterator[Any]) -> None:
        """Consume the events of one text."""
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._check_node(event)
                self.last_scalar = event
                self._scalar(event, self._unescaped(event))
            elif kind is yaml.MappingStartEvent:
                self._open(event, {})
            elif kind is yaml.SequenceStartEvent:
                self._open(event, [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._frames.pop()
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent:
                self._documents += 1
                if event.version or event.tags or self._documents > 1:
                    self._report("YML110", event)
                    if self._documents > 1:
                        return

    def _alias(self, event: Any) -> None:
        if self._awaits_key():
            self._report("YML113", event)
            raise _StopReadingError
        key = self._frames[-1].key if self._frames else None
        if key is None or not key.startswith("\0"):  # what stands under a refused key is gone
            self._fault("YML107", event, name=event.anchor)
        self._put(None)

    def _check_node(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES or len(self._frames) > MAX_DEPTH:
            self._report("YML111", event, depth=MAX_DEPTH, nodes=MAX_NODES)
            raise _StopReadingError
        if event.anchor:
            self._report("YML107", event, name=event.anchor)
        if event.tag:
            self._report("YML108", event, tag=event.tag)

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        self._check_node(event)
        if self._awaits_key():
            self._report("YML113", event)
            raise _StopReadingError
        self._put(value)
        self._frames.append(_Frame(value, flow=bool(event.flow_style)))

    def _awaits_key(self) -> bool:
        frame = self._frames[-1] if self._frames else None
        return frame is not None and isinstance(frame.value, dict) and frame.key is None

    def _unescaped(self, event: Any) -> str:
        """Return the text of a scalar; escapes can bring in what source.py has refused."""
        text: str = event.value
        if event.style != '"':
            return text
        if not FORBIDDEN.search(text):
            return nfc(text)
        self._report("ENC102", event, shift=0, **describe(text))
        return FORBIDDEN.sub("", text)

    def _scalar(self, event: Any, text: str) -> None:
        frame = self._frames[-1] if self._frames else None
        if frame is not None and self._awaits_key():
            self._key(frame, event, text)
            return
        plain = event.implicit[0] and not event.tag
        if plain and not text and frame is not None and frame.flow:  # noqa: SIM102 - reads in steps
            if self._splits_figure(frame):
                return
        self._put(self._resolve(event) if plain else text)

    def _key(self, frame: _Frame, event: Any, key: str) -> None:
        assert isinstance(frame.value, dict)  # noqa: S101 - for the type checker
        frame.key, frame.key_event = key, event
        if key == "<<" and event.implicit[0]:
            self._report("YML109", event)
            frame.key = f"\0{self._nodes}"
        elif key in frame.value:
            self._report("YML106", event, name=key)
            self.faults.add(self._here())
            frame.key = f"\0{self._nodes}"

    def _splits_figure(self, frame: _Frame) -> bool:
        """Notice ``{value: 51,85}``, which YAML reads as 51 and an empty key 85."""
        key, last = frame.key, frame.last
        if not isinstance(frame.value, dict) or key is None or last is None:
            return False
        before = frame.value.get(last)
        if not _REST_OF_FIGURE.fullmatch(key) or not re.search(r"[0-9]\Z", str(before)):
            return False
        frame.key = last
        here = self._here()
        if here in self.faults:  # «{value: 1.234,5}»: the float is part of the same slip
            self.found.pop()
        self._report("YML123", frame.key_event, field=last, figure=f"{before},{key}")
        self.faults.add(here)
        frame.key = None
        return True

    def _put(self, value: Any) -> None:
        if not self._frames:
            if self._documents == 1:
                self.root = value
            return
        frame = self._frames[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            return
        assert frame.key is not None  # noqa: S101 - a mapping's value follows its key
        if not frame.key.startswith("\0"):
            frame.value[frame.key] = value
        frame.last, frame.key = frame.key, None

    def _resolve(self, event: Any) -> str | int | bool | None:
        """Return the JSON scalar that a plain word stands for; everything else is text."""
        text: str = event.value
        if text in _WORDS:
            return _WORDS[text]
        if not text[-1:].isdigit() and not _FLOAT.fullmatch(text):
            return text
        if _INTEGER.fullmatch(text) and len(text.lstrip("-")) <= _MAX_DIGITS:
            return int(text)
        if _FLOAT.fullmatch(text):
            self._fault("YML121", event, text=text, **of_float(text))
        elif _SIGNED.fullmatch(text):
            self._fault("YML122", event, text=text)
        return text

    def _fault(self, code: str, event: Any, **params: object) -> None:
        self._report(code, event, shift=0, **params)
        self.faults.add(self._here())

    def _here(self) -> Pointer:
        """The pointer of the node that is being read."""
        steps: list[str | int] = []
        for frame in self._frames:
            if isinstance(frame.value, list):
                # An open child already stands in its list, a scalar not yet.
                steps.append(len(frame.value) - (frame is not self._frames[-1]))
            else:
                steps.append(frame.key if frame.key is not None else frame.last or "")
        return Pointer(steps)

    def _report(self, code: str, event: Any, *, shift: int = 0, **params: object) -> None:
        mark = mark_of(event, shift)
        self.found.append(Diagnostic(self.path, mark, code, params))
