"""What is known of a paper before anybody writes it, kind by kind. Never the name of a person."""

from collections.abc import Callable, Mapping
from typing import Final

from thidua.prefill import centre, clusters, units
from thidua.prefill.source import Hint, Prefill, Source

__all__ = ["Hint", "Prefill", "Source", "prefill"]

_KINDS: Final[Mapping[str, Callable[[Source], Prefill]]] = {
    "campaign": centre.campaign,
    "cluster-report": clusters.cluster_report,
    "conference": clusters.conference,
    "registration": units.registration,
    "report": units.report,
    "response": centre.response,
}


def prefill(source: Source) -> Prefill:
    """Return what is known of a new paper; of every kind at least whose it is."""
    place = source.place
    own = _KINDS[place.kind](source) if place.kind in _KINDS else Prefill({})
    data = {"campaign": place.campaign, "submitter": place.submitter, **own.data}
    return Prefill(data, own.hints, own.rows)
