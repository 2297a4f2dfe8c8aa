"""The Markdown notation: a report as people write it, read into the same data as YAML."""

from thidua.markdown.normal import normalised
from thidua.markdown.papers import write, written
from thidua.markdown.reader import read

__all__ = ["normalised", "read", "write", "written"]
