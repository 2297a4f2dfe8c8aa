"""thidua: emulation reports as checked papers in a Git repository, and their public site."""

__version__ = "0.1.0"
