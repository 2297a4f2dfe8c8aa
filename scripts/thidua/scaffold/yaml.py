"""A scaffold in YAML: hints and rarely used properties as comments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.diagnostics import ROOT, Pointer
from thidua.prefill import Hint
from thidua.project import PaperPath
from thidua.scaffold.hints import Hints, wrapped
from thidua.scaffold.tree import blank, offered
from thidua.schema.shape import Shape
from thidua.text.placeholders import BLANK
from thidua.yaml_writer import Note, block

#: A hint that is longer stands above its line.
_BESIDE = 80


@dataclass(frozen=True)
class YamlWriter:
    """Writes the scaffold of one paper."""

    place: PaperPath
    shape: Shape

    def write(
        self,
        data: dict[str, Any],
        said: Mapping[Pointer, Hint],
        hints: Hints | None,
        title: str,
    ) -> str:
        """Return the text; without hints nothing but the data and the line for editors."""
        place, up = self.place, "../" * self.place.path.count("/")
        schema = f"yaml-language-server: $schema={up}schemas/bundled/{place.kind}.schema.json"
        if hints is None:
            return f"# {schema}\n{block(data, self.shape)}"
        head = [title, schema, *wrapped([hints.words.ui("hint_head_yml")])]
        notes = dict(_Notes(said, hints).of_mapping(data, self.shape, ROOT))
        return "".join(f"# {line}\n" for line in head) + block(data, self.shape, notes)


class _Notes:
    """Makes the notes of one scaffold."""

    def __init__(self, said: Mapping[Pointer, Hint], hints: Hints, *, sample: bool = False) -> None:
        self._said = said
        self._hints = hints
        #: Whether everything stands behind a hash, so that no hint can have a line of its own.
        self._sample = sample

    def of_mapping(
        self, data: dict[str, Any], shape: Shape, pointer: Pointer
    ) -> Iterator[tuple[Pointer, Note]]:
        """Yield the notes of the first of its kind: all hints, and what it could have besides."""
        behind = self._offers(data, shape, pointer)
        known = list(shape.properties) if shape.properties else list(data)
        for key in sorted(data, key=known.index):
            child, at = shape.child(key), pointer / key
            if child is None:
                continue
            note = self._note(data[key], child, at, section=not pointer and not child.is_header)
            yield at, Note(note.above, note.beside, tuple(behind.get(key, ())))
            yield from self._below(data[key], child, at)

    def _below(self, value: Any, shape: Shape, pointer: Pointer) -> Iterator[tuple[Pointer, Note]]:
        if isinstance(value, dict):
            yield from self.of_mapping(value, shape, pointer)
        elif isinstance(value, list) and shape.items is not None:
            for index, each in enumerate(value):
                at = pointer / index
                if at in self._said:
                    yield at, self._other(at)
                if isinstance(each, dict) and index == 0:
                    yield from self.of_mapping(each, shape.items, at)
                elif isinstance(each, dict):
                    yield from self._others(each, at)

    def _others(self, value: Any, pointer: Pointer) -> Iterator[tuple[Pointer, Note]]:
        """Yield what other papers say of later items; what the schema says stands at the first."""
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for step, each in steps:
            at = pointer / step
            if at in self._said:
                yield at, self._other(at)
            if isinstance(each, dict | list):
                yield from self._others(each, at)

    def _other(self, pointer: Pointer) -> Note:
        return Note(above=tuple(wrapped(self._hints.said(self._said[pointer]))))

    def _note(self, value: Any, shape: Shape, pointer: Pointer, *, section: bool) -> Note:
        hint = self._said.get(pointer)
        lines = list(self._hints.said(hint, shape.title if section else "")) if hint else []
        contents = hint is not None and hint.key == "contents"
        if section:
            lines = lines if contents else [f"{self._hints.of_group(shape)}.", *lines]
            return Note(above=tuple(wrapped(lines)))
        text = ""
        if isinstance(value, dict | list):
            text = self._hints.of_group(shape)
        elif value == BLANK and not contents:
            text = self._hints.of_value(shape)
        if len(lines) == 1 and len(f"{text}. {lines[0]}") <= _BESIDE:
            return Note(beside=f"{text}. {lines[0]}" if text else lines[0])
        if len(text) <= _BESIDE or self._sample:
            return Note(tuple(wrapped(lines)), text)
        return Note(tuple(wrapped([text, *lines])))

    def _offers(self, data: dict[str, Any], shape: Shape, pointer: Pointer) -> dict[str, list[str]]:
        """Return, by the property before them, the lines of properties that are rarely used."""
        known, found = list(shape.properties), dict[str, list[str]]()
        present = [key for key in known if key in data]
        for key in offered(shape, data) if present and self._hints.rare else ():
            before = [each for each in present if known.index(each) < known.index(key)]
            child = shape.properties[key]
            lines = self._offer(key, child, shape, section=not pointer and not child.is_header)
            found.setdefault(before[-1] if before else present[0], []).extend(lines)
        return found

    def _offer(self, key: str, child: Shape, shape: Shape, *, section: bool) -> list[str]:
        """Return the lines of one property as they would stand, hints about it first."""
        data, at = {key: blank(child, whole=True)}, ROOT / key
        sample = _Notes({}, self._hints, sample=True)
        own = sample._note(data[key], child, at, section=section)
        notes = {at: Note(beside=own.beside), **dict(sample._below(data[key], child, at))}
        return [*([""] if section else []), *own.above, *block(data, shape, notes).splitlines()]
