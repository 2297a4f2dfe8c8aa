"""Which section a heading names: by its title, by the name of a theme, or nearly."""

from typing import Any

from thidua.diagnostics import Pointer
from thidua.markdown.blocks import Section
from thidua.markdown.forms import is_leaf, named, names, plain_name
from thidua.markdown.page import Page
from thidua.markdown.values import is_tail, unescape, words_of
from thidua.schema.shape import Shape


class Naming:
    """Finds the properties that the headings of a paper name."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def property(self, section: Section, shape: Shape) -> str | None:
        """Return the property that a heading names."""
        return named(shape, unescape(section.text))

    def nearly(
        self, section: Section, shape: Shape, pointer: Pointer, data: dict[str, Any]
    ) -> str | None:
        """Speak of a heading that names nothing; what it nearly names is read all the same."""
        words = f"{words_of(plain_name(unescape(section.text)))} "
        parts = {key: child for key, child in shape.properties.items() if not child.is_header}
        begun = [
            key for key, child in parts.items() if words.startswith(f"{words_of(child.title)} ")
        ]
        if begun:
            key = max(begun, key=lambda key: len(parts[key].title))
            if not is_tail(words.removeprefix(f"{words_of(parts[key].title)} ")):
                self._glued(section, parts[key].title)
            return key
        self._page.incomplete.add(pointer)  # what it lacks now may stand here under a wrong name
        longer = [
            key for key, each in parts.items() if f"{words_of(each.title)} ".startswith(words)
        ]
        near = longer[0] if len(longer) == 1 else None  # «Kiến nghị» for «Kiến nghị, đề xuất»
        near = near or self._page.nearest(unescape(section.text), names(shape))
        shown = None if near is None else shape.properties[near].title or near
        fields = [f"«{child.title}»" for child in parts.values() if not is_leaf(child)]
        fields = fields or [f"«{child.title}»" for child in parts.values()]
        self._page.report(
            "MDN102", section.mark, value=section.text[:60], fields=fields, suggestion=shown
        )
        return near if near not in data else None

    def _glued(self, section: Section, name: str) -> None:
        """Speak of a heading that a text follows on the same line."""
        marks = "#" * section.level
        self._page.report("MDN112", section.mark, reason="text", value=name, marks=marks)
        self._page.glued.add(section.mark.line)

    def theme(self, section: Section, shape: Shape) -> tuple[str, str] | None:
        """Return the mapping, and the key in it, that a heading stands for by a name in it."""
        for key, child in shape.properties.items():
            if child.values is not None:
                found = self.key(section, child)
                if found is not None:
                    return key, found
        return None

    def key(self, section: Section, shape: Shape) -> str | None:
        """Return the key in a mapping that a heading stands for by a name in it."""
        lists = tuple(shape.keywords.get("x-key-codelist", ()))
        found = self._page.values.contained(unescape(section.text), lists) if lists else None
        if found is None:
            return None
        key, glued = found
        if glued:
            self._glued(section, self._page.values.show_entry(key, lists) or key)
        return key
