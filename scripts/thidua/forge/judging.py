"""The job that judges: reads the head as Git objects, runs nothing of it, writes nothing."""

import tempfile
from datetime import datetime
from pathlib import Path

import msgspec

from thidua.changes import Pull, judge
from thidua.forge.event import Environment, PullEvent
from thidua.forge.fetching import fetch, local
from thidua.forge.said import Note, Said
from thidua.formatters.comment import Links, comment, description, labels, notes, state
from thidua.messages import catalogue
from thidua.repository import GitFault, Repository
from thidua.text.dates import today_in_vietnam


def judged(environment: Environment, folder: Path, now: datetime) -> Said:
    """Return the verdict on the event's pull request; ``folder`` is the checkout of the base.

    Raises :class:`GitFault`, also when the head has moved on since the event: the next event is
    about the new one.
    """
    event = environment.pull()
    ref = f"refs/pull/{event.number}/head"
    server = environment.get("GITHUB_SERVER_URL")
    fetch(folder, ref, token=environment.get("GITHUB_TOKEN"), server=server)
    repository = Repository(folder, trusted=True)
    found = repository.commit(local(ref))
    if found != event.head:
        raise GitFault(f"{ref} is {found[:12]} now, the event is about {event.head[:12]}")
    words, links = catalogue("vi"), _links(environment, event)
    with tempfile.TemporaryDirectory(prefix="thidua-") as name:
        pull = Pull(repository, "HEAD", event.head, event.account)
        verdict = judge(pull, Path(name), today_in_vietnam(now), now)
    result, turn = state(verdict)
    return Said(
        event.number,
        event.head,
        result,
        description(verdict, words),
        comment(verdict, links, words),
        labels(verdict, turn, words),
        [msgspec.convert(note, Note) for note in notes(verdict, words)],
    )


def _links(environment: Environment, event: PullEvent) -> Links:
    """Return what a comment on the pull request points to."""
    return Links(
        environment["GITHUB_SERVER_URL"],
        environment["GITHUB_REPOSITORY"],
        event.source,
        event.branch,
        event.head,
        event.number,
        environment.get("THIDUA_SITE").rstrip("/"),
    )
