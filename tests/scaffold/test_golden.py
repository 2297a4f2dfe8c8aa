"""Scaffolds as people see them, whole, held against golden files."""

from collections.abc import Callable

import pytest

from tests.scaffold.papers import outcome_of, place_of, scaffold, with_campaign
from thidua.messages import catalogue
from thidua.prefill import Source
from thidua.project import Project
from thidua.scaffold import Detail, Scaffold

Golden = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("where", "notation"),
    [
        ("2014-h1/bhxh-hung-yen/report", "md"),
        ("2014-h1/bhxh-hung-yen/report", "yml"),
        ("2014-h1/bhxh-phu-tho/report", "md"),
        ("2014-h1/bhxh-hung-yen/registration", "md"),
        ("2014-h1/cum-01/conference", "md"),
        ("2013-h1/cum-01/cluster-report", "md"),
        ("2014-h1/bhxh-viet-nam/intake", "md"),
        ("2014-h1/bhxh-viet-nam/intake", "yml"),
        ("2014-h1/bhxh-viet-nam/award-decision/qd-0009-qd-bhxh", "yml"),
        ("2013-h1/bhxh-viet-nam/response/bhxh-hai-duong", "yml"),
        ("2015-h1/bhxh-viet-nam/campaign", "yml"),
        ("2015-h1/bhxh-viet-nam/campaign", "md"),
    ],
)
def test_scaffold(project: Project, golden: Golden, where: str, notation: str) -> None:
    outcome, place = outcome_of(with_campaign(project)), place_of(where, notation)
    name = where.replace("/", ".")
    golden(f"scaffolds/{name}.{notation}", scaffold(outcome, place).checked())


@pytest.mark.parametrize("notation", ["yml", "md"])
def test_the_shorter_ones(project: Project, golden: Golden, notation: str) -> None:
    outcome = outcome_of(with_campaign(project))
    made = scaffold(outcome, place_of("2014-h1/bhxh-hung-yen/report", notation))
    for detail in (Detail.FEW, Detail.NONE):
        golden(f"scaffolds/{detail.value}.{notation}", made.text(detail, 2))


def test_hints_in_english(project: Project) -> None:
    outcome = outcome_of(with_campaign(project))
    source = Source(place_of("2014-h1/bhxh-hung-yen/report", "md"), outcome.corpus, outcome.schemas)
    text = Scaffold(source, catalogue("en")).checked()
    assert "To be covered:" in text
    assert "Thay mỗi dấu" not in text
