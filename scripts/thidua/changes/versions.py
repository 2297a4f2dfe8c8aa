"""OWN: an accepted paper changes by a new version with a reason, never silently."""

from collections.abc import Iterator, Mapping

from thidua.diagnostics import ROOT, Diagnostic
from thidua.document import Document
from thidua.markdown import normalised
from thidua.schema import Schemas


def silent(
    before: Mapping[str, Document], after: Mapping[str, Document], schemas: Schemas
) -> Iterator[Diagnostic]:
    """Yield the papers that say something else than before under the same version.

    Both map the paper's name with its campaign to the document: ``before`` the accepted papers
    that change, ``after`` what the head has of them. Registers have no versions: they grow.
    """
    for name, old in before.items():
        new = after.get(name)
        shape = schemas[old.place.kind].shape
        if new is None or "version" not in shape.properties or shape.keywords.get("x-register"):
            continue
        if normalised(old.data, shape) == normalised(new.data, shape):
            continue  # layout and comments only
        wanted = _version(old) + 1
        if _version(new) != wanted:
            place = ROOT / "version" if "version" in new.data else ROOT
            params = {"version": _version(new), "wanted": wanted}
            yield new.diagnose("OWN107", place, params)


def _version(document: Document) -> int:
    found = document.data.get("version", 1)
    return found if isinstance(found, int) else 1
