"""The verdict on a pull request, for people at a terminal and for programs."""

import json as _json
from pathlib import Path

from thidua.changes import Verdict
from thidua.formatters import human, json
from thidua.messages import Catalogue, shown_path


def render(verdict: Verdict, words: Catalogue, root: Path, *, colour: bool = False) -> str:
    """Return what blocks it, what it does to the papers of others, and what was there before.

    ``root`` is the folder of the papers with the changes.
    """
    parts = [human.render(verdict.own, words, root, colour=colour)]
    if verdict.caused:
        parts.append(words.ui("pull_caused"))
        parts.append(human.render(verdict.caused, words, root, colour=colour))
    if verdict.older:
        files = len({each.path for each in verdict.older})
        parts.append(words.ui("pull_older").format(count=len(verdict.older), files=files))
    key = "pull_blocked" if verdict.blocking else "pull_passes"
    values = {"count": len(verdict.blocking), "files": len(verdict.changed)}
    parts.append(words.ui(key).format(**values))
    return "\n\n".join(part for part in parts if part)


def as_json(verdict: Verdict, words: Catalogue, root: Path) -> str:
    """Return the same as one JSON object."""
    groups = {name: getattr(verdict, name) for name in ("own", "caused", "older")}
    found = {name: _json.loads(json.render(each, words, root)) for name, each in groups.items()}
    changed = [shown_path(path) for path in verdict.changed]
    whole = {"blocked": bool(verdict.blocking), "changed": changed, **found}
    return _json.dumps(whole, ensure_ascii=False, indent=2)
