"""The checks: one function a rule, in explicit lists, one family a module."""

from thidua.checks import (
    awards,
    clusters,
    conferences,
    deadlines,
    figures,
    generated,
    identity,
    privacy,
    references,
    registrations,
    responses,
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
    *figures.CHECKS,
    *privacy.CHECKS,
    *awards.DOCUMENT_CHECKS,
    *deadlines.DOCUMENT_CHECKS,
    *clusters.DOCUMENT_CHECKS,
)
CORPUS_CHECKS: tuple[CorpusCheck, ...] = (
    *references.CORPUS_CHECKS,
    *clusters.CHECKS,
    *responses.CHECKS,
    *registrations.CHECKS,
    *deadlines.CHECKS,
    *awards.CHECKS,
    *conferences.CHECKS,
)

HOUSE_CHECKS: tuple[HouseCheck, ...] = (*generated.CHECKS,)

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
