"""OWN: an accepted paper changes by a new version with a reason, never silently."""

from collections.abc import Iterable, Iterator

from thidua.diagnostics import ROOT, Diagnostic
from thidua.document import Document
from thidua.markdown import normalised
from thidua.model import Filed, Paper
from thidua.schema import Schemas


def silent(
    pairs: Iterable[tuple[Document, Filed[Paper] | None]], schemas: Schemas
) -> Iterator[Diagnostic]:
    """Yield the papers that say something else than before under the same version.

    Each pair is an accepted paper that changes and what the head has of it: None if it is gone or
    has errors. Registers have no versions: they grow.
    """
    for old, after in pairs:
        shape = schemas[old.place.kind].shape
        if after is None or "version" not in shape.properties or shape.keywords.get("x-register"):
            continue
        new = after.document
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
