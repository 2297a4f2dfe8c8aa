"""The acceptance run tells what is amiss, by the answers that GitHub documents."""

from typing import Any

import pytest

from thidua.forge.accepting import accept, told
from thidua.forge.api import ForgeFault
from thidua.forge.event import Environment

BOT = {"login": "github-actions[bot]"}
KEPT = [{"type": "deletion"}, {"type": "non_fast_forward"}]
GOOD: dict[str, Any] = {
    "rules/branches/main": [
        *KEPT,
        {
            "type": "pull_request",
            "parameters": {
                "required_approving_review_count": 1,
                "dismiss_stale_reviews_on_push": True,
            },
        },
        {
            "type": "required_status_checks",
            "parameters": {"required_status_checks": [{"context": "thidua"}]},
        },
    ],
    "rules/branches/receipts": KEPT,
    "actions/permissions/workflow": {
        "default_workflow_permissions": "read",
        "can_approve_pull_request_reviews": False,
    },
    "pages": {"https_enforced": True, "build_type": "workflow"},
    "actions/variables/THIDUA_SITE": {"value": "https://thidua.example.vn"},
    "actions/workflows": {
        "workflows": [
            {"name": name, "state": "active"}
            for name in ("check", "gate", "receipts", "remind", "site")
        ]
    },
    "pulls/1": {"head": {"sha": "a" * 40}},
    f"commits/{'a' * 40}/statuses": [{"context": "thidua", "creator": BOT, "state": "failure"}],
    "issues/1/comments": [{"user": BOT, "body": "<!-- thidua:gate -->\n"}],
    "issues/1/labels": [{"name": f"{each}: x"} for each in ("Chờ", "Văn bản", "Đợt", "Cụm")],
}


class Answers:
    def __init__(self, answers: dict[str, Any]) -> None:
        self._answers = answers

    def get(self, path: str) -> Any:
        if path not in self._answers:
            raise ForgeFault(f"GET {path}: 404", 404)
        return self._answers[path]

    pages = get


def amiss(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> set[str]:
    answers = {**GOOD, **{key.replace("__", "/"): value for key, value in changes.items()}}
    monkeypatch.setattr(Environment, "api", lambda _: Answers(answers))
    return {each.key for each in accept(Environment({}), 1) if not each.well}


def test_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    assert amiss(monkeypatch) == set()


@pytest.mark.parametrize(
    ("path", "answer", "found"),
    [
        ("rules/branches/main", KEPT, {"review", "stale", "status"}),
        ("rules/branches/main", [], {"main", "review", "stale", "status"}),
        ("rules/branches/receipts", [{"type": "deletion"}], {"receipts"}),
        (
            "actions/permissions/workflow",
            {"default_workflow_permissions": "write", "can_approve_pull_request_reviews": False},
            {"token"},
        ),
        ("pages", {"https_enforced": False, "build_type": "workflow"}, {"pages"}),
        ("actions/variables/THIDUA_SITE", {"value": "https://x.vn/"}, {"site"}),
        ("actions/workflows", {"workflows": [{"name": "gate", "state": "active"}]}, {"workflows"}),
        ("issues/1/comments", [], {"trial_comment"}),
        ("issues/1/comments", GOOD["issues/1/comments"] * 2, {"trial_comment"}),
        ("issues/1/labels", [{"name": "Đợt: x"}], {"trial_labels"}),
        (
            f"commits/{'a' * 40}/statuses",
            [{"context": "thidua", "creator": {"login": "an"}, "state": "success"}],
            {"trial_status"},
        ),
    ],
)
def test_what_is_amiss(
    monkeypatch: pytest.MonkeyPatch, path: str, answer: Any, found: set[str]
) -> None:
    assert amiss(monkeypatch, **{path: answer}) == found


def test_what_cannot_be_seen_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Environment, "api", lambda _: Answers({}))
    found = list(accept(Environment({}), None))
    assert not any(each.well for each in found)
    assert told(found[0]) == "✗ Nhánh main: cấm xóa, cấm đẩy đè (GET rules/branches/main: 404)"
