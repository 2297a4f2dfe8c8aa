"""The jobs that tell: a status that never succeeds by accident, one comment, labels, notes."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from thidua.forge.api import Api, ForgeFault, quoted
from thidua.forge.event import Environment, PullEvent
from thidua.forge.said import Note, Said, read
from thidua.formatters.marks import MARKER, NOTE_MARKER, prefixes
from thidua.messages import Catalogue, catalogue

#: The name of the status that main's protection asks for.
CONTEXT: Final = "thidua"
_SEAL = re.compile(re.escape(NOTE_MARKER) + r"([0-9a-f]{16}) -->")
#: Behind the words: how and when the head came in, by the server's event.
_ARRIVAL = re.compile(r" \[(opened|pushed) ([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z)\]\Z")
_UNPROCESSABLE: Final = 422
_NOT_FOUND: Final = 404


def announce(environment: Environment) -> None:
    """Say that a head is being checked. It is also the server's proof that the head has come in."""
    event = environment.pull()
    text = f"{catalogue('vi').ui('gate_status_pending')} [{event.evidence} {event.at}]"
    _status(environment.api(), event, "pending", text)


def arrival(text: str) -> tuple[str, datetime] | None:
    """Return what a status of :func:`announce` says of a head: evidence and time."""
    found = _ARRIVAL.search(text)
    return (found[1], datetime.fromisoformat(found[2])) if found else None


def tell(environment: Environment) -> None:
    """Say what was judged; where nothing was, that is an error and never a success.

    The status comes last. What is said of a head that has been followed by another is left to the
    status of that head.
    """
    event, api, words = environment.pull(), environment.api(), catalogue("vi")
    try:
        said = read(environment.get("THIDUA_SAID"), event)
    except ForgeFault:
        _status(api, event, "error", words.ui("gate_status_lost"))
        raise
    said = said or _lost(event, words)
    pull = api.get(f"pulls/{event.number}")
    if pull["head"]["sha"] == event.head:
        _comment(api, environment.bot, said)
        _labels(api, said, words)
        _notes(api, environment.bot, said)
    _status(api, event, said.state, said.description)


def _lost(event: PullEvent, words: Catalogue) -> Said:
    """Return what is said where the check was cut off."""
    title, turn = (words.ui(f"gate_{key}_operator") for key in ("title", "turn"))
    text = words.ui("gate_status_lost")
    label = words.ui("label_turn") + words.ui("label_turn_operator")
    body = f"{MARKER}\n\n### {title}\n\n{turn}\n\n{text}.\n"
    return Said(event.number, event.head, "error", text, body, [label], [])


def _status(api: Api, event: PullEvent, state: str, text: str) -> None:
    body = {"state": state, "description": text, "context": CONTEXT}
    # A second one with the same content changes nothing, so it may be tried again.
    api.set("POST", f"statuses/{event.head}", body)


def _own(found: Iterable[Mapping[str, Any]], bot: str, marker: str) -> list[Mapping[str, Any]]:
    """Return what is ours: anybody can write the marker, nobody else can be the author."""
    return [
        each
        for each in found
        if (each.get("user") or {}).get("login") == bot and each["body"].startswith(marker)
    ]


def _comment(api: Api, bot: str, said: Said) -> None:
    """Keep the one comment up to date."""
    path = f"issues/{said.pull}/comments"

    def ours() -> Mapping[str, Any] | None:
        return next(iter(_own(api.pages(path), bot, MARKER)), None)

    found = ours()
    if found is None:
        found = api.make_once(path, {"body": said.comment}, ours)
    if found is not None and found["body"] != said.comment:
        api.set("PATCH", f"issues/comments/{found['id']}", {"body": said.comment})


def _labels(api: Api, said: Said, words: Catalogue) -> None:
    """Set our labels; those of people stay."""
    path = f"issues/{said.pull}/labels"
    there = {each["name"] for each in api.pages(path)}
    new = [name for name in said.labels if name not in there]
    if new:
        api.set("POST", path, {"labels": new})
    for name in sorted(there - set(said.labels)):
        if name.startswith(prefixes(words)):
            try:
                api.set("DELETE", f"{path}/{quoted(name)}")
            except ForgeFault as fault:
                if fault.status != _NOT_FOUND:  # somebody was faster
                    raise


def _notes(api: Api, bot: str, said: Said) -> None:
    """Offer repairs on their lines; take away those that are done or out of date."""
    path = f"pulls/{said.pull}/comments"
    wanted = {_seal(each.body): each for each in said.notes}
    there: dict[str, Mapping[str, Any]] = {}
    for each in _own(api.pages(path), bot, NOTE_MARKER):
        seal = _seal(each["body"])
        if seal in wanted and seal not in there and each.get("line") is not None:
            there[seal] = each
        else:
            api.set("DELETE", f"pulls/comments/{each['id']}")
    for seal, note in wanted.items():
        if seal not in there:
            _offer(api, bot, said, note)


def _offer(api: Api, bot: str, said: Said, note: Note) -> None:
    path = f"pulls/{said.pull}/comments"
    place = {"commit_id": said.head, "path": note.path, "line": note.line, "side": "RIGHT"}

    def ours() -> Mapping[str, Any] | None:
        found = _own(api.pages(path), bot, NOTE_MARKER)
        return next((each for each in found if each["body"] == note.body), None)

    try:
        api.make_once(path, {"body": note.body, **place}, ours)
    except ForgeFault as fault:
        # A line that the server does not count to the changes: the comment names the place anyway.
        if fault.status != _UNPROCESSABLE:
            raise


def _seal(body: str) -> str:
    found = _SEAL.match(body)
    return found[1] if found else ""
