"""Labels of a pull request: kind, campaign, cluster, and whose turn it is."""

from thidua.changes import Verdict
from thidua.messages import Catalogue
from thidua.project import PaperPath

#: The server takes no longer names.
_LONGEST = 50
#: So many kinds, campaigns and clusters are worth a label; more say nothing.
_MOST = 5


def labels(verdict: Verdict, turn: str, words: Catalogue) -> list[str]:
    """Return the labels; those of before with the same beginnings are to be taken off."""
    found = [words.ui("label_turn") + words.ui(f"label_turn_{turn}")]
    outcome = verdict.outcome
    if outcome is None:
        return found
    places = [place for path in verdict.changed if (place := PaperPath.parse(path))]
    kinds, campaigns, clusters = set[str](), set[str](), set[str]()
    for place in places:
        papers = outcome.corpus.campaigns.get(place.campaign)
        if place.kind in outcome.schemas.kinds:
            kinds.add(outcome.schemas[place.kind].shape.title)
        if papers is None or papers.campaign is None:
            continue
        campaigns.add(place.campaign)
        lists = outcome.corpus.codelists
        cluster = lists.clusters.get(place.submitter) or lists.cluster_of(
            place.submitter, papers.day
        )
        if cluster is not None:
            clusters.add(cluster.name(papers.day, short=True))
    for key, names in (("kind", kinds), ("campaign", campaigns), ("cluster", clusters)):
        if len(names) <= _MOST:
            found += [(words.ui(f"label_{key}") + name)[:_LONGEST] for name in sorted(names)]
    return found
