"""The Markdown notation: a report as people write it, read into the same data as YAML."""

from thidua.markdown.normal import normalised
from thidua.markdown.reader import read
from thidua.markdown.writer import write, written

__all__ = ["normalised", "read", "write", "written"]
