"""Rights over generated change sets, held against a computation that shares no code with ours."""

import random

from tests.conftest import ROOT
from thidua.changes.rights import MOST_CHANGES, out_of_bounds, unlawful
from thidua.codelists import CodeLists
from thidua.codelists.roster import Rights, Roster
from thidua.repository import Change

LISTS = CodeLists(ROOT / "schemas" / "codelists")
PEOPLE = {
    "an": ({"bhxh-hung-yen"}, False),
    "binh": ({"bhxh-hung-yen", "cum-01"}, False),
    "chi": ({"bhxh-viet-nam"}, False),
    "dung": ({"bhxh-viet-nam", "bhxh-hung-yen"}, True),
    "em": ({"cum-02"}, True),
}
ROSTER = Roster(Rights(name, frozenset(who), house) for name, (who, house) in PEOPLE.items())
PATHS = [
    *(
        f"submissions/{campaign}/{who}/{name}"
        for campaign in ("2013-h1", "2026-h1")
        for who in ("bhxh-hung-yen", "bhxh-ha-noi", "cum-01", "cum-02", "bhxh-viet-nam")
        for name in ("report.yml", "award-decision/qd-1.yml", "x/y/z")
    ),
    *("submissions/a.yml", "submissions/2013-h1/report.yml", "submissions", "submissionsx/a/b/c"),
    *("schemas/a.yml", ".github/workflows/a.yml", "README.md", "docs/a/b/c/d.md"),
]
ODD = [
    "submissions/2013-h1/bhxh-hung-yen/a\nb.yml",
    "submissions/2013-h1/bhxh-hung-yen/a\u0301.yml",
]
MODES = ["100644"] * 12 + ["100755", "120000", "160000"]


def change(dice: random.Random) -> Change:
    path = dice.choice(PATHS if dice.random() < 0.97 else ODD)
    old, new = dice.choice(["000000", "100644", "100755"]), dice.choice(MODES)
    status = "A" if old == "000000" else "M"
    if status == "M" and dice.random() < 0.1:
        status, new = "D", "000000"
    return Change(status, path.encode(), old, new, None, None)


def lawful(changes: list[Change], account: str) -> bool:
    """Say it again in other words: what may be merged as far as rights go."""
    name = account.lower()
    if name not in PEOPLE or not 0 < len(changes) <= MOST_CHANGES:
        return False
    mine, house = PEOPLE[name]
    owners = set()
    for each in changes:
        text = each.raw_path.decode()
        if text in ODD:
            return False
        if each.new_mode not in {"100644", "000000"} and each.new_mode != each.old_mode:
            return False
        parts = text.split("/", 3)
        if parts[0] == "submissions" and len(parts) == 4:
            owners.add(parts[2])
        elif not house:
            return False
    return owners <= mine and (len(owners) < 2 or "bhxh-viet-nam" in mine)


def test_a_hundred_thousand_change_sets() -> None:
    dice = random.Random(20131125)  # noqa: S311 - the same dice in every run
    allowed = 0
    for _ in range(100_000):
        changes = [change(dice) for _ in range(dice.choice([0, 1, 1, 1, 2, 2, 3]))]
        if dice.random() < 0.5:  # one folder, as it should be
            who = dice.choice(["bhxh-hung-yen", "cum-01", "bhxh-viet-nam"])
            path = f"submissions/2013-h1/{who}/report.yml".encode()
            changes = [Change("M", path, "100644", "100644", None, None) for _ in changes]
        account = dice.choice([*PEOPLE, "AN", "Binh", "la-mat"])
        found = list(out_of_bounds(changes)) or list(unlawful(changes, account, ROSTER, LISTS, ()))
        assert (found == []) == lawful(changes, account), (account, changes, found)
        allowed += found == []
    assert 10_000 < allowed < 60_000  # neither side is empty
