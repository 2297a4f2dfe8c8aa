"""Every code about pull requests has an example that really gives it."""

import string
from dataclasses import replace
from pathlib import Path

import pytest

from tests.changes.pulls import Pulls
from thidua.codes import OF_CHANGES
from thidua.diagnostics import Diagnostic
from thidua.examples import example
from thidua.messages import catalogue, chosen

KNOWN = "bhxh-hung-yen-demo"


def found(pulls: Pulls, lines: str, account: str, into: Path) -> tuple[Diagnostic, ...]:
    return pulls.verdict(pulls.head(lines), account, into).own


@pytest.mark.parametrize("code", OF_CHANGES)
def test_the_bad_pull_request_has_that_finding_and_no_other(
    code: str, pulls: Pulls, tmp_path: Path
) -> None:
    shown = example(code)
    (finding,) = found(pulls, shown.bad, shown.account, tmp_path / "xem")
    assert finding.code == code
    needed = {"reason"}
    for language in ("vi", "en"):
        entry = catalogue(language).entry(code)
        for text in (entry["message"], entry["repair"]):
            sentence = chosen(text, finding.params, "yml")
            needed |= {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
    values = {key: value for key, value in finding.params.items() if key in needed}
    assert {key: value for key, value in values.items() if key != "commit"} == dict(shown.finding)


@pytest.mark.parametrize("code", OF_CHANGES)
def test_the_good_pull_request_has_none(code: str, pulls: Pulls, tmp_path: Path) -> None:
    shown = replace(example(code), account=KNOWN)
    assert found(pulls, shown.good, shown.account, tmp_path / "xem") == ()
    assert shown.good != shown.bad
