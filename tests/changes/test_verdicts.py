"""Pull requests from the ordinary to the hostile, each with its verdict."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest

from tests.changes.pulls import Pulls, git
from tests.conftest import TODAY
from thidua.changes import Pull, Verdict, judge
from thidua.repository import GitFault, Repository

ME, CENTRE = "bhxh-hung-yen-demo", "ban-tdkt-demo"
HERE = "submissions/2013-h1/bhxh-hung-yen"
OTHER = "submissions/2013-h1/bhxh-hai-duong"
HOUSE = "submissions/2013-h1/bhxh-viet-nam"
VERSION = "date: 2013-07-10 → date: 2013-07-18⏎version: 2⏎revision: {reason: Sửa số.}"
NEW = "campaign: 2013-h1⏎submitter: bhxh-yen-bai⏎"


def codes(verdict: Verdict) -> list[str]:
    return sorted({each.code for each in verdict.own})


@pytest.mark.parametrize(
    ("account", "lines", "found"),
    [
        # the ordinary
        (ME, f"M {HERE}/report.yml", []),
        (ME.upper(), f"M {HERE}/report.yml", []),  # accounts have no capitals
        (ME, f"M {HERE}/report.yml  {VERSION}", []),
        (ME, "M submissions/2013-h1/cum-01/conference.yml", []),
        (CENTRE, f"M {HOUSE}/intake.yml\nM {HERE}/report.yml", ["OWN102"]),
        (CENTRE, f"M {HOUSE}/intake.yml  note: Nhận → note: Đã nhận", []),  # a register grows
        (CENTRE, f"M {HOUSE}/intake.yml\nM schemas/codelists/units.yml", []),
        # somebody else's
        (ME, f"M {OTHER}/report.md", ["OWN102"]),
        (ME, f"D {OTHER}/report.md", ["OWN102", "OWN106"]),
        (ME, f"M {HOUSE}/campaign.yml", ["OWN102"]),
        (ME, "A submissions/2013-h1/bhxh-yen-bai/report.yml  " + NEW, ["OWN102"]),
        (ME, "A submissions/2013-h1/khong-co-that/report.yml", ["OWN102"]),
        ("la-mat", f"M {HERE}/report.yml", ["OWN101"]),
        ("la-mat", "M schemas/codelists/units.yml", ["OWN101", "OWN104"]),
        (ME, f"M {HERE}/report.yml\nM submissions/2013-h1/cum-01/conference.yml", ["OWN103"]),
        # accepted papers
        (ME, f'M {HERE}/report.yml  actual: "3,1" → actual: "3,2"', ["OWN107"]),
        (ME, f"M {HERE}/report.yml  {VERSION.replace('version: 2', 'version: 3')}", ["OWN107"]),
        (ME, f"D {HERE}/report.yml", ["OWN106"]),
        (ME, f"D {HERE}/report.yml\nA {HERE}/bao-cao.yml  x: 1", ["FIL101", "OWN106"]),
        # the house
        (ME, "A .github/workflows/check.yml", ["OWN104"]),
        (ME, "A .github/workflows/gate.yml", ["OWN104"]),
        (ME, "M schemas/report.schema.json", ["OWN104"]),
        (ME, "M schemas/codelists/roster.yml", ["OWN104"]),
        (ME, "A .github/CODEOWNERS", ["OWN104"]),
        (ME, "A .gitattributes  *.yml -diff", ["OWN104"]),
        (ME, "A mkdocs.yml", ["OWN104"]),
        (ME, "A scripts/thidua/__init__.py  raise SystemExit", ["OWN104"]),
        (ME, "A conftest.py  raise SystemExit", ["OWN104"]),
        (ME, "A submissions/x.yml", ["OWN104"]),
        (ME, "A submissions/2013-h1/report.yml", ["OWN104"]),
        # what is no plain file
        (ME, f"L {HERE}/report.yml", ["OWN105"]),
        (ME, f"L {HERE}/anh.yml", ["OWN105"]),
        (ME, f"X {HERE}/report.yml", ["OWN105"]),
        (ME, f"S {HERE}/kho", ["OWN105"]),
        (ME, "L submissions/2013-h1/bhxh-hung-yen/thu-muc", ["OWN105"]),
        # names
        (ME, f"A {HERE}/b\u00e1o-c\u00e1o.yml", ["FIL101"]),
        (ME, f"A {HERE}/{unicodedata.normalize('NFD', 'báo')}.yml", ["OWN110"]),
        (ME, f"A {HERE}/Report.yml", ["OWN110"]),
        (ME, f"A {HERE}/moi.yml\nA {HERE}/Moi.yml", ["FIL101", "OWN110"]),
        (ME, f"A {HERE}/a\tb.yml", ["OWN110"]),
        (ME, f"A {HERE}/a\u202eb.yml", ["OWN110"]),
        (ME, f"A {HERE}/a\\b.yml", ["OWN110"]),
        (ME, f"A {HERE}/--help.yml", ["FIL101"]),
        (ME, f"A {HERE}/@ai.yml", ["FIL101"]),
        (ME, f"A {HERE}/a`b.yml", ["FIL101"]),
        (ME, f"A {HERE}/.an.yml", ["FIL101"]),
        (ME, f"A {HERE}/.an/report.yml", ["FIL101"]),
        (ME, f"A {HERE}/.gitattributes  * -diff", ["OWN104"]),
        (ME, f"A {HERE}/sau/.gitmodules", ["OWN104"]),
        (CENTRE, f"A {HOUSE}/.gitattributes  * -diff", ["FIL101"]),
        # sizes, dates, nothing
        (ME, f"A {HERE}/{{1..5001}}.yml", ["OWN109"]),
        (ME, "(không có tệp nào)", ["OWN111"]),
        (ME, f"commit 2031-01-01\nM {HERE}/report.yml", ["OWN108"]),
        (ME, f"commit 2001-01-01\nM {HERE}/report.yml", ["OWN108"]),
        # faults of the paper itself
        (ME, f"M {HERE}/report.yml  cutoff: 2013-06-30 → cutoff: 2013-06-31", ["SCH112"]),
        (ME, f"M {HERE}/report.yml  submitter: bhxh-hung-yen → submitter: bhxh-ha-noi", ["FIL102"]),
        (ME, f"A {HERE}/report.md  # Báo cáo", ["FIL104"]),
    ],
)
def test_verdicts(pulls: Pulls, tmp_path: Path, account: str, lines: str, found: list[str]) -> None:
    verdict = pulls.verdict(pulls.head(lines), account, tmp_path / "xem")
    assert codes(verdict) == found
    assert bool(verdict.blocking) == bool(set(found) - {"OWN108"})
    assert verdict.caused == ()


def test_a_name_with_a_line_feed_or_no_utf8(pulls: Pulls, tmp_path: Path) -> None:
    blob = git(pulls.folder, "hash-object", "-w", "--stdin", given="x")
    for number, name in enumerate((f"{HERE}/a\nb.yml".encode(), f"{HERE}/".encode() + b"\xff.yml")):
        git(pulls.folder, "read-tree", pulls.base)
        entry = b"100644 %s\t%s\0" % (blob.encode(), name)
        git(pulls.folder, "update-index", "-z", "--index-info", raw=entry)
        tree = git(pulls.folder, "write-tree")
        head = git(pulls.folder, "commit-tree", tree, "-p", pulls.base, "-m", "x")
        verdict = pulls.verdict(head, ME, tmp_path / f"xem{number}")
        assert codes(verdict) == ["OWN110"]


def test_a_file_of_20_megabytes(pulls: Pulls, tmp_path: Path) -> None:
    head = pulls.head(f"A {HERE}/registration2.yml  {'x' * 20_000_000}")
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert codes(verdict) == ["FIL103"]
    assert not (tmp_path / "xem" / HERE / "registration2.yml").exists()


def test_a_history_of_its_own(pulls: Pulls, tmp_path: Path) -> None:
    """No common ancestor is no empty change."""
    tree = git(pulls.folder, "rev-parse", f"{pulls.base}^{{tree}}")
    head = git(pulls.folder, "commit-tree", tree, "-m", "x")
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert [each.params["reason"] for each in verdict.own] == ["unrelated"]
    assert verdict.blocking


@pytest.mark.parametrize("parents", [(0, 1), (1, 0)], ids=["main-first", "other-first"])
def test_a_history_that_parted_twice(
    pulls: Pulls, tmp_path: Path, parents: tuple[int, int]
) -> None:
    """Compared with one place of two, a head can take back what others have sent unseen."""
    other = pulls.head(f"M {OTHER}/report.md")
    pulls.base = git(pulls.folder, "rev-parse", "main")
    (pulls.folder / "README.md").write_text("x\n", "utf-8")
    ours = pulls.save("Khác")
    git(pulls.folder, "merge", "--quiet", "--no-ff", "--message", "Nhận", other)
    pulls.base = git(pulls.folder, "rev-parse", "HEAD")
    both = (ours, other)
    tree = git(pulls.folder, "rev-parse", f"{ours}^{{tree}}")
    words = [word for each in parents for word in ("-p", both[each])]
    head = git(pulls.folder, "commit-tree", tree, *words, "-m", "x")
    merged = git(pulls.folder, "merge-tree", "--write-tree", pulls.base, head)
    brought = git(pulls.folder, "diff", "--name-only", pulls.base, merged)
    assert brought == f"{OTHER}/report.md"  # so a merge would really do it
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert [each.params.get("reason") for each in verdict.own] == ["tangled"]
    assert verdict.blocking


def test_a_head_that_takes_the_base_in_has_parted_once(pulls: Pulls, tmp_path: Path) -> None:
    """What «Update branch» makes of it, also after an earlier version was merged."""
    head = pulls.head(f"M {HERE}/report.yml")
    git(pulls.folder, "merge", "--quiet", "--no-ff", "--message", "Nhận", head)
    pulls.base = pulls.save("Khác")
    git(pulls.folder, "checkout", "--quiet", "--detach", head)
    file = pulls.folder / HERE / "report.yml"
    file.write_text(file.read_text("utf-8") + "# …\n", "utf-8")
    pulls.save("Thêm")
    git(pulls.folder, "merge", "--quiet", "--no-ff", "--message", "Update", "main")
    head = git(pulls.folder, "rev-parse", "HEAD")
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert verdict.changed == (f"{HERE}/report.yml",)
    assert not verdict.blocking


def test_a_file_that_the_base_has_moved_away(pulls: Pulls, tmp_path: Path) -> None:
    """Git would carry the change after it, into a folder that may be somebody else's."""
    head = pulls.head(f"M {HERE}/report.yml")
    git(pulls.folder, "mv", f"{HERE}/report.yml", f"{OTHER}/registration.yml")
    pulls.base = pulls.save("Dời")
    merged = git(pulls.folder, "merge-tree", "--write-tree", pulls.base, head)
    brought = git(pulls.folder, "diff", "--name-only", pulls.base, merged)
    assert brought == f"{OTHER}/registration.yml"
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert [each.params.get("reason") for each in verdict.own] == ["stale"]
    assert verdict.blocking


def test_a_file_that_the_base_has_changed_since(pulls: Pulls, tmp_path: Path) -> None:
    """Merged line by line it would be a paper that nobody has judged."""
    head = pulls.head(f"M {HERE}/report.yml  {VERSION}")
    file = pulls.folder / HERE / "report.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('actual: "3,1"', 'actual: "3,2"'), "utf-8")
    pulls.base = pulls.save("Khác")
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert [each.params.get("reason") for each in verdict.own] == ["stale"]


def test_a_false_fork_point_does_not_rewrite_an_accepted_paper(
    pulls: Pulls, tmp_path: Path
) -> None:
    """A root with a version that never was accepted, woven in, and a head that builds on it.

    It is refused twice: when it is woven in, and, had somebody merged that, when it is built on.
    """
    lines = f"M {HERE}/report.yml  {VERSION}"
    tree = git(pulls.folder, "rev-parse", f"{pulls.head(lines)}^{{tree}}")
    root = git(pulls.folder, "commit-tree", tree, "-m", "x")
    harmless = git(pulls.folder, "rev-parse", f"{pulls.head(f'M {HERE}/report.yml')}^{{tree}}")
    words = ("-p", pulls.base, "-p", root)
    woven = git(pulls.folder, "commit-tree", harmless, *words, "-m", "x")
    first = pulls.verdict(woven, ME, tmp_path / "first")
    assert [each.params.get("reason") for each in first.own] == ["foreign"]
    git(pulls.folder, "merge", "--quiet", "--no-ff", "--message", "Nhận", woven)
    pulls.base = git(pulls.folder, "rev-parse", "HEAD")
    git(pulls.folder, "checkout", "--quiet", "--detach", root)
    file = pulls.folder / HERE / "report.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('actual: "3,1"', 'actual: "3,9"'), "utf-8")
    head = pulls.save("Đổi lặng lẽ")
    merged = git(pulls.folder, "merge-tree", "--write-tree", pulls.base, head)
    brought = git(pulls.folder, "show", f"{merged}:{HERE}/report.yml")
    assert 'actual: "3,9"' in brought
    assert "version: 2" not in brought  # so a merge would really do it
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert [each.params.get("reason") for each in verdict.own] == ["stale"]


def test_a_head_that_undoes_what_others_have_not_yet_brought(pulls: Pulls, tmp_path: Path) -> None:
    """It would take the other's paper back as soon as that one is merged, unseen."""
    other = pulls.head(f"A {OTHER}/registration.yml  x")
    own = git(pulls.folder, "rev-parse", f"{pulls.head(f'M {HERE}/report.yml')}^{{tree}}")
    head = git(pulls.folder, "commit-tree", own, "-p", other, "-m", "x")
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert verdict.changed == (f"{HERE}/report.yml",)  # nothing else is to be seen
    assert [each.params.get("reason") for each in verdict.own] == ["foreign"]
    assert verdict.blocking
    ours = git(pulls.folder, "commit-tree", own, "-p", pulls.base, "-p", other, "-m", "ours")
    verdict = pulls.verdict(ours, ME, tmp_path / "ours")
    assert [each.params.get("reason") for each in verdict.own] == ["foreign"]


def test_trees_in_trees_are_a_finding_and_no_end_of_the_machine(
    pulls: Pulls, tmp_path: Path
) -> None:
    tree = git(pulls.folder, "hash-object", "-w", "--stdin", given="x")
    kind, mode = "blob", "100644"
    for _ in range(9):
        entries = "".join(f"{mode} {kind} {tree}\t{letter * 150}\n" for letter in "abcdefghij")
        tree, kind, mode = git(pulls.folder, "mktree", given=entries), "tree", "040000"
    git(pulls.folder, "read-tree", pulls.base)
    top = git(pulls.folder, "ls-tree", pulls.base) + f"\n040000 tree {tree}\tbom\n"
    bomb = git(pulls.folder, "mktree", given=top)
    head = git(pulls.folder, "commit-tree", bomb, "-p", pulls.base, "-m", "x")
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert codes(verdict) == ["OWN109"]


def test_rights_are_those_of_the_base(pulls: Pulls, tmp_path: Path) -> None:
    lines = f"M {OTHER}/report.md\nM schemas/codelists/roster.yml  - cum-01 → - bhxh-hai-duong"
    verdict = pulls.verdict(pulls.head(lines), ME, tmp_path / "xem")
    assert codes(verdict) == ["OWN102", "OWN104"]
    roster = (tmp_path / "xem/schemas/codelists/roster.yml").read_text("utf-8")
    assert "- cum-01" in roster  # what the head says of it was not even written


def test_changes_of_the_base_are_not_those_of_the_head(pulls: Pulls, tmp_path: Path) -> None:
    """Three dots: while somebody writes, others are merged."""
    head = pulls.head(f"M {HERE}/report.yml")
    pulls.base = git(pulls.folder, "rev-parse", "main")
    (pulls.folder / OTHER / "report.md").write_text("hỏng\n", "utf-8")
    pulls.base = pulls.save("Khác")
    verdict = pulls.verdict(head, ME, tmp_path / "xem")
    assert verdict.changed == (f"{HERE}/report.yml",)
    assert codes(verdict) == []
    assert {each.path for each in verdict.older} == {f"{OTHER}/report.md"}


def test_what_was_broken_may_be_mended_without_a_new_version(pulls: Pulls, tmp_path: Path) -> None:
    file = pulls.folder / HERE / "report.yml"
    good = file.read_text("utf-8")
    file.write_text(good.replace("cutoff: 2013-06-30", "cutoff: 2013-06-31"), "utf-8")
    pulls.base = pulls.save("Hỏng")
    lines = f"M {HERE}/report.yml  cutoff: 2013-06-31 → cutoff: 2013-06-30"
    verdict = pulls.verdict(pulls.head(lines), ME, tmp_path / "xem")
    assert codes(verdict) == []


def test_the_other_notation_takes_the_place_with_a_new_version(
    pulls: Pulls, tmp_path: Path
) -> None:
    yml = (pulls.folder / HERE / "registration.yml").read_text("utf-8")
    assert yml.startswith("# ")
    lines = f"D {HERE}/registration.yml\nA {HERE}/registration.md  ---⏎Đợt: 2013-h1⏎---⏎"
    verdict = pulls.verdict(pulls.head(lines), ME, tmp_path / "xem")
    assert "OWN106" not in codes(verdict)
    assert verdict.blocking  # what stands there now says too little


def test_what_a_list_does_to_the_papers_of_others_is_said(pulls: Pulls, tmp_path: Path) -> None:
    lines = "M schemas/codelists/indicators.yml  - id: ty-le-no → - id: ty-le-no-moi"
    verdict = pulls.verdict(pulls.head(lines), CENTRE, tmp_path / "xem")
    assert verdict.blocking
    assert {each.path for each in verdict.caused} >= {f"{HERE}/report.yml"}
    assert {each.code for each in verdict.caused} >= {"REF102"}


def test_nothing_of_the_head_is_run(pulls: Pulls, tmp_path: Path) -> None:
    """Attributes, filters, hooks and settings that a head brings have no effect."""
    canary = tmp_path / "chim"
    lines = f"A .gitattributes  * filter=x diff=x⏎\nM {HERE}/report.yml\n"
    lines += f'A .gitmodules  [submodule "a"]⏎ url = ext::touch {canary}⏎ path = a⏎\nS a'
    head = pulls.head(lines)
    git(pulls.folder, "config", "filter.x.smudge", f"touch {canary}; cat")
    git(pulls.folder, "config", "filter.x.clean", f"touch {canary}; cat")
    git(pulls.folder, "config", "diff.x.textconv", f"touch {canary}; cat")
    git(pulls.folder, "config", "diff.external", f"touch {canary}")
    git(pulls.folder, "config", "core.fsmonitor", f"touch {canary}")
    git(pulls.folder, "config", "core.pager", f"touch {canary}")
    hooks = pulls.folder / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "reference-transaction", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {canary}\n", "utf-8")
        (hooks / name).chmod(0o755)
    pulls.verdict(head, ME, tmp_path / "xem")
    assert not canary.exists()


@pytest.mark.parametrize(
    ("lines", "found"),
    [(f"A {HERE}/{{1..5001}}.yml", ["OWN109"]), ("(không có tệp nào)", ["OWN111"])],
)
def test_bounds_hold_without_an_account(
    pulls: Pulls, tmp_path: Path, lines: str, found: list[str]
) -> None:
    verdict = pulls.verdict(pulls.head(lines), None, tmp_path / "xem")
    assert codes(verdict) == found
    assert verdict.blocking


def test_a_setting_of_the_repository_that_runs_a_program(pulls: Pulls, tmp_path: Path) -> None:
    canary = tmp_path / "chim"
    git(pulls.folder, "config", "log.showSignature", "true")
    git(pulls.folder, "config", "gpg.program", str(tmp_path / "gpg"))
    (tmp_path / "gpg").write_text(f"#!/bin/sh\ntouch {canary}\n", "utf-8")
    (tmp_path / "gpg").chmod(0o755)
    signed = git(pulls.folder, "cat-file", "commit", pulls.head(f"M {HERE}/report.yml"))
    head, _, text = signed.partition("\n\n")
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    raw = f"{head}\n{signature}\n\n{text}\n".encode()
    sha = git(pulls.folder, "hash-object", "-t", "commit", "-w", "--stdin", raw=raw)
    git(pulls.folder, "log", "-1", sha)
    assert canary.exists()  # so this commit would do it
    canary.unlink()
    pulls.verdict(sha, ME, tmp_path / "xem")
    assert not canary.exists()


def test_without_an_account_only_the_papers_are_looked_at(pulls: Pulls, tmp_path: Path) -> None:
    head = pulls.head(f"M {OTHER}/report.md\nA mkdocs.yml")
    assert codes(pulls.verdict(head, None, tmp_path / "xem")) == []


@pytest.mark.parametrize("name", ["khong-co", "--help", "HEAD:submissions", ""])
def test_what_is_no_commit_is_a_fault_of_git(pulls: Pulls, tmp_path: Path, name: str) -> None:
    with pytest.raises(GitFault):
        judge(Pull(Repository(pulls.folder), name, "HEAD", None), tmp_path, TODAY)


def test_outside_of_a_repository(tmp_path: Path) -> None:
    with pytest.raises(GitFault):
        judge(Pull(Repository(tmp_path), "a", "b", None), tmp_path, date(2013, 7, 1))
