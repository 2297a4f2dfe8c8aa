"""How much a page counts among what a search finds: what most people come for stands first."""

from thidua.pages import paths

# The first that a path begins with counts. Codes and decisions of developers hold every word there
# is, and would stand before the pages that words are about.
_WEIGHTS = (
    (paths.CAMPAIGNS, 4.0),
    (paths.UNITS, 4.0),
    (paths.CLUSTERS, 4.0),
    (paths.SCHEDULE, 6.0),
    (paths.AWARDS, 6.0),
    (paths.AWARD_LOOKUP, 4.0),
    ("khen-thuong/quyet-dinh/", 1.5),
    ("khen-thuong/", 3.0),
    ("don-vi/", 3.0),
    ("cum/", 3.0),
    ("huong-dan/loi/", 0.2),
    ("huong-dan/", 3.0),
    ("tra-cuu/", 0.3),
    ("kien-truc/", 0.1),
    ("van-hanh/", 0.2),
)
_CURRENT = 2.0


def weight(path: str, current: str | None) -> float:
    """Return the factor of a page; pages of the ``current`` campaign stand before earlier ones."""
    if current and path.startswith(f"dot/{current}/"):
        return _CURRENT
    return next((factor for start, factor in _WEIGHTS if path.startswith(start)), 1.0)
