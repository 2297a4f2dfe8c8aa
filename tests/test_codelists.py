import csv
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import BASE, ROOT
from thidua.codelists import CodeLists
from thidua.diagnostics import HouseFault

LISTS = CodeLists(ROOT / "schemas" / "codelists")
GAZETTEER = ROOT / "tests" / "data" / "provinces-validity.csv"
CONTRACT = ROOT / "schemas" / "codelists" / "codelist.schema.json"

pytestmark = pytest.mark.skipif(
    "bhxh-yen-bai" not in LISTS.units, reason="this repository has code lists of its own"
)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2013, 7, 1), 63),
        (date(2024, 12, 31), 63),
        (date(2025, 1, 1), 63),
        (date(2025, 6, 30), 63),
        (date(2025, 7, 1), 34),
        (date(2026, 5, 1), 34),
    ],
)
def test_units_agree_with_the_gazetteer(day: date, count: int) -> None:
    with GAZETTEER.open(encoding="utf-8", newline="") as stream:
        expected = {
            (row["code"], row["name"])
            for row in csv.DictReader(stream)
            if (row["valid_from"] or "0") <= day.isoformat() <= (row["valid_to"] or "9")
        }
    found = set()
    for unit in LISTS.units:
        if unit.kind == "provincial" and unit.holds(day):
            code = next(code.code for code in unit.codes if code.holds(day))
            short = unit.name(day, short=True)
            found.add((code, short.removeprefix("BHXH tỉnh ").removeprefix("BHXH thành phố ")))
    assert found == expected
    assert len(found) == count


def test_a_code_is_no_identity() -> None:
    before, after = date(2025, 6, 30), date(2025, 7, 1)

    def holder(code: str, day: date) -> str:
        return next(
            unit.id
            for unit in LISTS.units
            if unit.holds(day) and any(c.code == code and c.holds(day) for c in unit.codes)
        )

    assert (holder("15", before), holder("15", after)) == ("bhxh-yen-bai", "bhxh-lao-cai")


@pytest.mark.parametrize("day", [date(2013, 7, 1), date(2026, 7, 1)])
def test_every_unit_is_in_one_cluster(day: date) -> None:
    members = [m.unit for cluster in LISTS.clusters for m in cluster.members_on(day)]
    provincial = [u.id for u in LISTS.units if u.kind == "provincial" and u.holds(day)]
    assert sorted(members) == sorted(provincial)


def test_cluster_1_of_2013_is_the_known_one() -> None:
    cluster = LISTS.clusters["cum-01"]
    assert {member.unit for member in cluster.members_on(date(2013, 7, 1))} == {
        "bhxh-hai-duong",
        "bhxh-tuyen-quang",
        "bhxh-hai-phong",
        "bhxh-hung-yen",
        "bhxh-quang-ninh",
        "bhxh-phu-tho",
        "bhxh-vinh-phuc",
        "bhxh-bac-giang",
        "bhxh-bac-ninh",
    }
    assert not any(member.sample for member in cluster.members_on(date(2013, 7, 1)))
    assert cluster.members_on(date(2024, 7, 1)) == ()
    assert all(member.sample for member in cluster.members_on(date(2026, 7, 1)))


@pytest.mark.parametrize(
    "cluster", [c for c in LISTS.clusters if c.id != "cum-01"], ids=lambda c: c.id
)
def test_unsourced_compositions_say_so(cluster: object) -> None:
    assert getattr(cluster, "sample", False)
    assert getattr(cluster, "reason", None)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("BHXH tỉnh Hưng Yên", "bhxh-hung-yen"),
        ("bao hiem xa hoi tinh hung yen", "bhxh-hung-yen"),
        ("TP.HCM", "bhxh-ho-chi-minh"),
        ("TPHCM", "bhxh-ho-chi-minh"),
        ("Bà Rịa – Vũng Tàu", "bhxh-ba-ria-vung-tau"),
        ("Thừa Thiên-Huế", "bhxh-thua-thien-hue"),
        ("Hoà Bình", "bhxh-hoa-binh"),
        ("Đăk Lăk", "bhxh-dak-lak"),
        ("Phúc Thọ", None),
    ],
)
def test_names_that_people_write(text: str, unit: str | None) -> None:
    found = LISTS.units.by_name(text)
    assert (found and found.id) == unit


def test_award_names_are_valid_by_date() -> None:
    award = LISTS.awards["chien-sy-thi-dua-nganh"]
    assert award.name(date(2013, 7, 1)) == "Chiến sỹ thi đua Ngành"
    assert award.name(date(2024, 7, 1)) == "Chiến sĩ thi đua Ngành"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text + "x: 1\n", "units.yml"),
        (lambda text: text.replace("kind: centre", "kind: center"), "units.yml"),
        (lambda _: "a: [", "units.yml"),
        (lambda text: text.replace("- unit: bhxh-lao-cai", "- unit: bhxh-lao-kai"), "bhxh-lao-kai"),
        (
            lambda text: text.replace("id: bhxh-phu-tho", "id: bhxh-pt"),
            r"clusters\.yml.*bhxh-phu-tho",
        ),
    ],
)
def test_a_broken_list_is_our_fault(tmp_path: Path, change: object, said: str) -> None:
    for file in (BASE / "schemas" / "codelists").glob("*.yml"):
        text = file.read_text("utf-8")
        if file.name == "units.yml":
            text = change(text)  # type: ignore[operator]
        (tmp_path / file.name).write_text(text, "utf-8")
    with pytest.raises(HouseFault, match=said):
        CodeLists(tmp_path, CONTRACT)
