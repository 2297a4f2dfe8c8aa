"""Anchors of headings: the theme's own function drops đ (``Đăng ký`` became ``ang-ky``)."""

from thidua.text.folding import slug


def slugify(text: str, separator: str = "-") -> str:
    """Return the anchor of a heading, as Python-Markdown's ``toc`` asks for it."""
    return slug(text).replace("-", separator)
