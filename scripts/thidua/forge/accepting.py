"""The acceptance run: an operator's look at what only the real server can show, once per copy.

It reads and writes nothing. The token is the operator's own, with the right to read settings.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from thidua.forge.api import Api, ForgeFault
from thidua.forge.event import Environment
from thidua.forge.telling import CONTEXT
from thidua.formatters.marks import MARKER, prefixes
from thidua.messages import catalogue

_WORKFLOWS: Final = ("check", "gate", "receipts", "remind", "site")
_KEPT: Final = frozenset({"deletion", "non_fast_forward"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was looked at: its key in the catalogue, and whether it is as it should be."""

    key: str
    well: bool
    #: What the server said instead, where it could not be looked at.
    fault: str = ""


def accept(environment: Environment, trial: int | None) -> Iterator[Seen]:
    """Yield what the server's settings are like and, with its number, how a trial pull went."""
    api = environment.api()
    looks: list[tuple[str, Callable[[], bool]]] = [
        ("main", lambda: _rules(api, "main").keys() >= _KEPT),
        (
            "review",
            lambda: _rules(api, "main")["pull_request"]["required_approving_review_count"] > 0,
        ),
        (
            "stale",
            lambda: _rules(api, "main")["pull_request"]["dismiss_stale_reviews_on_push"] is True,
        ),
        ("status", lambda: CONTEXT in _contexts(_rules(api, "main"))),
        ("receipts", lambda: _rules(api, "receipts").keys() >= _KEPT),
        ("token", lambda: _token_only_reads(api)),
        ("pages", lambda: _is_published(api)),
        ("site", lambda: _site(api).startswith("https://") and not _site(api).endswith("/")),
        ("workflows", lambda: set(_WORKFLOWS) <= _active(api)),
    ]
    if trial is not None:
        looks += [
            ("trial_status", lambda: _trial_status(api, environment.bot, trial)),
            ("trial_comment", lambda: _trial_comments(api, environment.bot, trial) == 1),
            ("trial_labels", lambda: _trial_labels(api, trial)),
        ]
    for key, look in looks:
        try:
            yield Seen(key, look())
        except (ForgeFault, KeyError, TypeError) as fault:
            yield Seen(key, well=False, fault=str(fault))


def told(seen: Seen) -> str:
    """Return one line about what was looked at."""
    sign = "✓" if seen.well else "✗"
    behind = f" ({seen.fault})" if seen.fault else ""
    return f"{sign} {catalogue('vi').ui(f'accept_{seen.key}')}{behind}"


def _rules(api: Api, branch: str) -> dict[str, Mapping[str, Any]]:
    found = api.pages(f"rules/branches/{branch}")
    return {each["type"]: each.get("parameters") or {} for each in found}


def _contexts(rules: Mapping[str, Mapping[str, Any]]) -> set[str]:
    checks = rules["required_status_checks"]["required_status_checks"]
    return {each["context"] for each in checks}


def _token_only_reads(api: Api) -> bool:
    found = api.get("actions/permissions/workflow")
    may_approve = found["can_approve_pull_request_reviews"]
    return found["default_workflow_permissions"] == "read" and not may_approve


def _is_published(api: Api) -> bool:
    found = api.get("pages")
    return bool(found["https_enforced"]) and found["build_type"] == "workflow"


def _site(api: Api) -> str:
    return str(api.get("actions/variables/THIDUA_SITE")["value"])


def _active(api: Api) -> set[str]:
    found = api.get("actions/workflows")["workflows"]
    return {each["name"] for each in found if each["state"] == "active"}


def _trial_status(api: Api, bot: str, trial: int) -> bool:
    head = api.get(f"pulls/{trial}")["head"]["sha"]
    return any(
        each["context"] == CONTEXT
        and each["creator"]["login"] == bot
        and each["state"] != "pending"
        for each in api.pages(f"commits/{head}/statuses")
    )


def _trial_comments(api: Api, bot: str, trial: int) -> int:
    found = api.pages(f"issues/{trial}/comments")
    return sum(each["user"]["login"] == bot and each["body"].startswith(MARKER) for each in found)


def _trial_labels(api: Api, trial: int) -> bool:
    names = [each["name"] for each in api.pages(f"issues/{trial}/labels")]
    return all(
        any(name.startswith(prefix) for name in names) for prefix in prefixes(catalogue("vi"))
    )
