"""Charts of earlier builds: drawing one costs as much as several pages, and few ever change."""

import contextlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

# What we have drawn looks like this; a file that came by another way is not believed.
_OURS = re.compile(r'<svg role="img" class="td-chart" viewBox="[-0-9. ]+"><title>')
_ACTIVE = re.compile(r"<script|<foreignobject|javascript:|[\s/]on[a-z]+\s*=", re.IGNORECASE)


def recall(file: Path) -> dict[str, str]:
    """Return the charts that were kept, by their keys; none where the file is no good."""
    try:
        kept = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    whole = isinstance(kept, dict) and all(
        isinstance(svg, str) and _OURS.match(svg) and not _ACTIVE.search(svg)
        for svg in kept.values()
    )
    return kept if whole else {}


def remember(file: Path, drawn: Mapping[str, str]) -> None:
    """Keep the charts of a build, and no others; where nothing can be written they are lost."""
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_suffix(".new")
        beside.write_text(json.dumps(drawn, sort_keys=True), "utf-8")
        beside.replace(file)
