"""FIL: a paper says the same of itself as its path does. SCH: it is filled in."""

from collections.abc import Iterator

from thidua.checks.registry import Context, Finding, Reading, document_check
from thidua.diagnostics import ROOT
from thidua.text.placeholders import is_blank


@document_check("FIL102")
def path_and_content_disagree(reading: Reading, context: Context) -> Iterator[Finding]:
    """A paper repeats its campaign and submitter, so that one in the wrong folder is noticed."""
    place, data = reading.document.place, reading.document.data
    for key, folder in (("campaign", place.campaign), ("submitter", place.submitter)):
        value = data.get(key)
        if isinstance(value, str) and value != folder and ROOT / key not in reading.touched:
            if key == "submitter" and _took_over(folder, value, context):
                continue  # REF103 says that its unit goes on under the name of the folder
            shape = reading.schema.shape.properties[key]
            params = {"field": key, "value": value, "folder": folder}
            names = {
                "name": context.name(value, reading.day),
                "typed": context.name(folder, reading.day),
            }
            titles = {"title": shape.title, "title_en": shape.title_en}
            yield Finding(ROOT / key, {**params, **names, **titles})


def _took_over(folder: str, submitter: str, context: Context) -> bool:
    unit = context.codelists.units.get(submitter)
    return unit is not None and any(each.unit == folder for each in unit.successors)


@document_check("FIL106")
def wrong_kind_of_submitter(reading: Reading, context: Context) -> Iterator[Finding]:
    """Each kind of paper has its submitters: a report comes from a unit, not from a cluster."""
    submitter = reading.document.place.submitter
    kind = context.codelists.kind_of(submitter)
    if kind is None:
        yield Finding(ROOT, {"reason": "unknown", "submitter": submitter})
    elif kind not in reading.schema.submitters:
        shape = reading.schema.shape
        params = {
            "reason": "kind",
            "submitter": submitter,
            "title": shape.title,
            "title_en": shape.title_en,
            "submitters": reading.schema.submitters,
        }
        yield Finding(ROOT, params)


@document_check("SCH114")
def not_filled_in(reading: Reading, _: Context) -> Iterator[Finding]:
    """A place of the scaffold that is still blank is filled in or taken out."""
    for node in reading.nodes:
        if isinstance(node.value, str) and is_blank(node.value):
            titles = {"title": node.shape.title, "title_en": node.shape.title_en}
            yield Finding(node.pointer, {"value": node.value, **titles})


#: The engine asks for the other one first, since it makes all further findings pointless.
CHECKS = (path_and_content_disagree, not_filled_in)
