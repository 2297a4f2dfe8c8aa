"""The catalogues: from a code and its values to sentences, in Vietnamese or English."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from thidua.diagnostics import Diagnostic, HouseFault
from thidua.text.personal import masked

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a finding says: what is wrong, and how to repair it."""

    what: str
    repair: str


@dataclass(frozen=True)
class Catalogue:
    """All wording of one language."""

    language: str
    raw: Mapping[str, Any]

    def sentence(self, diagnostic: Diagnostic) -> Sentence:
        """Return the sentences of a finding."""
        notation = "md" if diagnostic.path.endswith(".md") else "yml"
        return self.of(diagnostic.code, diagnostic.params, notation)

    def of(self, code: str, values: Mapping[str, Any], notation: str = "yml") -> Sentence:
        """Return the sentences of a code for the values of a finding.

        What is typed next may differ between the notations: ``yml`` or ``md``.
        """
        entry = self.raw["codes"][code]
        params = _Params(self._translated(values))
        what = chosen(entry["message"], values, notation).format_map(params)
        repair = chosen(entry["repair"], values, notation).format_map(params)
        if values.get("suggestion"):
            repair = f"{self.ui('suggestion').format_map(params)} {repair}"
        return Sentence(what.strip(), repair.strip())

    def told(self, key: str, values: Mapping[str, Any]) -> str:
        """Return a sentence of the outputs for some values, and what was meant if that is known."""
        params = _Params(self._translated(values))
        sentence = self.ui(key).format_map(params)
        meant = self.ui("suggestion").format_map(params) if values.get("suggestion") else ""
        return f"{sentence} {meant}".strip()

    def entry(self, code: str) -> Mapping[str, Any]:
        """Return everything that the catalogue says of a code."""
        return self.raw["codes"][code]  # type: ignore[no-any-return]

    def ui(self, key: str) -> str:
        """Return a word or sentence of the outputs themselves."""
        return str(self.raw["ui"][key])

    def _translated(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values as people read them: lists joined, known words in their language."""
        words: Mapping[str, Mapping[str, str]] = self.raw["words"]
        result: dict[str, Any] = {}
        for key, value in params.items():
            known = words.get(key, {})
            if isinstance(value, list | tuple):
                result[key] = ", ".join(known.get(str(item), str(shown(item))) for item in value)
            else:
                result[key] = known.get(str(value), shown(value))
        return result


class _Params(dict[str, Any]):
    """Values of a sentence; one that is absent leaves nothing behind."""

    def __missing__(self, key: str) -> str:
        return ""


def chosen(text: Any, params: Mapping[str, Any], notation: str) -> str:
    """Return the sentence for the finding's reason and the paper's notation, where they matter."""
    while not isinstance(text, str):
        text = text[notation if "md" in text else str(params["reason"])]
    return text


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language, ``vi`` or ``en``."""
    file = resources.files("thidua") / "locale" / f"{language}.yml"
    raw = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    if set(raw) != {"ui", "words", "codes"}:
        message = f"locale/{language}.yml: expected ui, words and codes"
        raise HouseFault(message)
    return Catalogue(language, raw)


def shown(value: Any) -> Any:
    """Return a value as outputs may carry it: of bearable length, without personal data."""
    if isinstance(value, list | tuple):
        return [shown(item) for item in value]
    if not isinstance(value, str):
        return value
    safe = masked(value)  # before the cut, which may leave half a number
    cut = safe if len(safe) <= _LONGEST else safe[:_LONGEST] + "…"
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in cut)


def shown_path(path: str) -> str:
    """Return a path that does nothing to a terminal or a runner: odd characters by number."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in path)


def page_of(code: str) -> str:
    """Return the address of the page of a code, from the root of the site."""
    return f"huong-dan/loi/{code.lower()}/"
