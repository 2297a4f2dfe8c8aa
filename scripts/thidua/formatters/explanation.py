"""What a code means, on a terminal: the same words and examples as on its page."""

from thidua.codes import EXAMPLED, SEVERITIES
from thidua.examples import example
from thidua.messages import Catalogue, page_of


def render(code: str, catalogue: Catalogue) -> str | None:
    """Return the explanation of a code; None if there is no such code."""
    if code not in SEVERITIES:
        return None
    entry, shown = catalogue.entry(code), example(code) if code in EXAMPLED else None
    parts = [
        f"{code} ({catalogue.ui(SEVERITIES[code])}): {entry['title']}",
        str(entry["meaning"]).strip(),
        "\n".join(f"- {cause}" for cause in entry["causes"]),
    ]
    for key, snippet in (("wrong", shown and shown.bad), ("right", shown and shown.good)):
        if snippet:
            lines = "\n".join(f"    {line}" for line in snippet.rstrip("\n").split("\n"))
            parts.append(f"{catalogue.ui(key)}:\n{lines}")
    parts.append(f"{catalogue.ui('explained')}: {page_of(code)}")
    return "\n\n".join(parts)
