"""The checks: one function a rule, in explicit lists, one family a module."""

from thidua.checks import (
    arithmetic,
    awards,
    clusters,
    conferences,
    content,
    dates,
    deadlines,
    duplicates,
    figures,
    generated,
    hand_over,
    identity,
    lists,
    privacy,
    references,
    registrations,
    responses,
    rows,
    texts,
)
from thidua.checks.registry import (
    Context,
    CorpusCheck,
    DocumentCheck,
    House,
    HouseCheck,
    Reading,
)

DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    *identity.CHECKS,
    *references.CHECKS,
    *dates.DOCUMENT_CHECKS,
    *figures.CHECKS,
    *rows.CHECKS,
    *arithmetic.CHECKS,
    *duplicates.DOCUMENT_CHECKS,
    *content.DOCUMENT_CHECKS,
    *texts.CHECKS,
    *awards.CHECKS,
    *clusters.DOCUMENT_CHECKS,
    *conferences.DOCUMENT_CHECKS,
    *privacy.CHECKS,
)
CORPUS_CHECKS: tuple[CorpusCheck, ...] = (
    *references.CORPUS_CHECKS,
    *dates.CHECKS,
    *deadlines.CHECKS,
    *content.CHECKS,
    *registrations.CHECKS,
    *responses.CHECKS,
    *clusters.CHECKS,
    *conferences.CHECKS,
    *duplicates.CHECKS,
    *hand_over.CHECKS,
)

HOUSE_CHECKS: tuple[HouseCheck, ...] = (*generated.CHECKS, *lists.CHECKS)

__all__ = [
    "CORPUS_CHECKS",
    "DOCUMENT_CHECKS",
    "HOUSE_CHECKS",
    "Context",
    "CorpusCheck",
    "DocumentCheck",
    "House",
    "HouseCheck",
    "Reading",
]
