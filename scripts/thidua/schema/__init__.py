"""The schemas of papers: bundled with the code lists, judged, explained, and as shapes to walk."""

from thidua.schema.bundle import bundle, kinds_in
from thidua.schema.shape import Node, Shape
from thidua.schema.slips import with_formats
from thidua.schema.validate import KindSchema, Schemas

__all__ = ["KindSchema", "Node", "Schemas", "Shape", "bundle", "kinds_in", "with_formats"]
