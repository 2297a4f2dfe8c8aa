"""The site as MkDocs builds it, and the tree that other engines read."""

import filecmp
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import ROOT, need
from tests.site.conftest import TODAY, environment, mkdocs, whole_repository
from thidua import cli
from thidua.project import Project

REPORT = "submissions/2013-h1/bhxh-hung-yen/report.yml"


class Links(HTMLParser):
    """The addresses in a page that a browser would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and "canonical" not in (values.get("rel") or ""):
            self.loaded.add(values.get("href") or "")
        elif tag in {"script", "img", "iframe", "source", "object", "embed"}:
            self.loaded.add(values.get("src") or values.get("data") or "")


def pages_of(site: Path) -> dict[Path, Links]:
    return {file: Links(file.read_text("utf-8")) for file in sorted(site.rglob("*.html"))}


@pytest.mark.parametrize("site", ["built", "built_with_two_campaigns"])
def test_every_link_leads_somewhere(site: str, request: pytest.FixtureRequest) -> None:
    """Pages, anchors, pictures, downloads; of addresses elsewhere nothing is asked."""
    folder: Path = request.getfixturevalue(site)
    lychee = Path(sys.executable).with_name("lychee")
    need("lychee", lychee.is_file())
    words = ("--offline", "--no-progress", "--include-fragments", "--index-files", "index.html")
    done = subprocess.run(
        [str(lychee), *words, "--root-dir", str(folder), str(folder / "**/*.html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert len(pages_of(folder)) > 100


def test_nothing_is_loaded_from_another_host(built: Path) -> None:
    for page, links in pages_of(built).items():
        foreign = {link for link in links.loaded if re.match(r"(https?:)?//", link)}
        assert not foreign, page


def test_pages_say_their_titles_and_hide_what_they_do_without(built: Path) -> None:
    page = (built / "cum" / "cum-01" / "index.html").read_text("utf-8")
    assert "<title>Cụm thi đua số 1 - Thi đua, khen thưởng</title>" in page
    assert '<meta name="description" content="Cụm thi đua số 1: thành viên' in page
    assert re.search(r'md-sidebar--primary"[^>]* hidden\s*>', page)
    assert not re.search(r'md-sidebar--secondary"[^>]* hidden\s*>', page)


def test_edit_links_lead_to_the_real_files(built: Path) -> None:
    expected = {
        "dot/2013-h1/bao-cao/bhxh-hung-yen": REPORT,
        "huong-dan/bao-cao": "docs/guide/bao-cao.md",
        "cum/cum-01": "submissions/2013-h1/cum-01/conference.yml",
    }
    for path, source in expected.items():
        text = (built / path / "index.html").read_text("utf-8")
        assert f"/edit/main/{source}" in text, path


def test_internal_fields_are_nowhere(repository: Project, tmp_path: Path) -> None:
    file = repository.root / "submissions/2013-h1/cum-01/conference.yml"
    text, count = re.subn(r"(?m)^contact: .+$", "contact: Phòng Noibo", file.read_text("utf-8"))
    assert count == 1
    file.write_text(text, "utf-8")
    written = files_of(tree(repository.root, tmp_path / "tree"))
    assert "cum/cum-01.md" in written
    assert "du-lieu/dataset.json" in written
    assert [path for path, content in written.items() if b"Noibo" in content] == []


def test_missing_unit_has_its_button(built: Path) -> None:
    text = (built / "don-vi/bhxh-phu-tho/index.html").read_text("utf-8")
    assert "/new/main/submissions/2013-h1/bhxh-phu-tho?filename=report.yml" in text
    text = (built / "don-vi/bhxh-hung-yen/index.html").read_text("utf-8")
    assert "/new/main/" not in text


def tree(root: Path, folder: Path, **more: str) -> Path:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "thidua",
            "pages",
            "--root",
            str(root),
            "--today",
            TODAY,
            str(folder),
        ],
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_same_input_same_bytes(repository: Project, tmp_path: Path) -> None:
    one = tree(repository.root, tmp_path / "a", TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8")
    other = tree(
        repository.root, tmp_path / "b", TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="7"
    )
    assert files_of(one) == files_of(other)


def test_the_tree_is_written_over_itself_only(repository: Project, tmp_path: Path) -> None:
    folder = tree(repository.root, tmp_path / "a")
    (folder / "left-over.md").write_text("x")
    assert "left-over.md" not in files_of(tree(repository.root, folder))
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "mine.txt").write_text("x")
    root = ["--root", str(repository.root)]
    assert cli.main(["pages", *root, str(strange)]) == cli.USAGE
    assert (strange / "mine.txt").is_file()


def test_an_outdated_schema_for_editors_changes_nothing(
    repository: Project, tmp_path: Path
) -> None:
    before = files_of(tree(repository.root, tmp_path / "a"))
    (repository.bundled / "report.schema.json").unlink()
    assert files_of(tree(repository.root, tmp_path / "b")) == before


@pytest.mark.parametrize("fault", ["syntax", "schema", "privacy", "bytes"])
def test_one_units_fault_leaves_the_others_alone(
    repository: Project, tmp_path: Path, fault: str
) -> None:
    before = files_of(tree(repository.root, tmp_path / "before"))
    file = repository.root / REPORT
    text = file.read_text("utf-8")
    damaged = {
        "syntax": (text + "a: [").encode(),
        "schema": (text + "xyz: <script>alert(1)</script>\n").encode(),
        "privacy": text.replace("Trưởng phòng Thu", "Trưởng phòng, CMND 087654321").encode(),
        "bytes": text.encode("utf-16"),
    }
    file.write_bytes(damaged[fault])
    after = files_of(tree(repository.root, tmp_path / "after"))
    own = {"don-vi/bhxh-hung-yen.md", "dot/2013-h1/bao-cao/bhxh-hung-yen.md"}
    for path in own:
        assert "đang chỉnh sửa" in after[path].decode().casefold(), path
    others = [
        path
        for path in before
        if re.match(r"don-vi/bhxh|dot/2013-h1/bao-cao/|khen-thuong/|huong-dan/|lich", path)
        and path not in own
    ]
    assert len(others) > 20
    assert [path for path in others if before[path] != after.get(path)] == []
    assert not any(b"087654321" in content for content in after.values() if fault == "privacy")


def test_an_empty_repository_builds(repository: Project) -> None:
    shutil.rmtree(repository.submissions)
    repository.submissions.mkdir()
    assert cli.main(["check", "--root", str(repository.root)]) == cli.CLEAN
    done = mkdocs(repository.root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    home = (repository.root / "site/index.html").read_text("utf-8")
    assert "Chưa có đợt sơ kết nào được công bố" in home


def test_a_link_to_no_heading_of_a_generated_page_is_found(repository: Project) -> None:
    page = repository.root / "docs" / "guide" / "thoi-han.md"
    text = page.read_text("utf-8")
    page.write_text(f"{text}\n[x](../lich-hoi-nghi/index.md#theo-thoi-gian)\n", "utf-8")
    assert mkdocs(repository.root, "build", "--strict").returncode == 0
    page.write_text(f"{text}\n[x](../lich-hoi-nghi/index.md#khong-co)\n", "utf-8")
    done = mkdocs(repository.root, "build", "--strict")
    assert done.returncode != 0
    assert "khong-co" in done.stderr


def test_the_repositorys_own_site_builds(tmp_path: Path) -> None:
    done = mkdocs(ROOT, "build", "--strict", "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr


def test_the_tree_builds_with_another_engine(repository: Project) -> None:
    zensical = Path(sys.executable).with_name("zensical")
    need("zensical", zensical.is_file())
    docs = tree(repository.root, repository.root / "tree")
    config = (repository.root / "mkdocs.yml").read_text("utf-8")
    config = config.replace("docs_dir: docs", f"docs_dir: {docs.name}")
    config = re.sub(r"^hooks:\n(  - .*\n)+", "", config, flags=re.MULTILINE)
    (repository.root / "zensical.yml").write_text(config, "utf-8")
    done = subprocess.run(
        [str(zensical), "build", "-f", "zensical.yml", "--strict"],
        cwd=repository.root,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    site = repository.root / "site"
    for path in ("", "dot/2013-h1", "don-vi/bhxh-hung-yen", "cum/cum-01", "huong-dan/loi/ref101"):
        assert (site / path / "index.html").is_file(), path
    text = (site / "don-vi/bhxh-hung-yen/index.html").read_text("utf-8")
    assert "BHXH tỉnh Hưng Yên" in text


def test_hand_written_pages_are_published_under_vietnamese_addresses(built: Path) -> None:
    assert not (built / "guide").exists()
    assert not (built / "maintain").exists()
    names = {file.stem for file in (ROOT / "docs/guide").glob("*.md")} - {"index"}
    published = {folder.name for folder in (built / "huong-dan").iterdir() if folder.is_dir()}
    assert names <= published


def test_downloads_are_the_same_in_the_site_and_as_files(built: Path, tmp_path: Path) -> None:
    root = ["--root", str(built.parent), "--today", TODAY]
    assert cli.main(["export", *root, str(tmp_path)]) == cli.CLEAN
    names = sorted(files_of(tmp_path))
    assert "du-lieu/dataset.json" in names
    assert filecmp.cmpfiles(built, tmp_path, names, shallow=False) == (names, [], [])


def test_live_repository_layout_is_what_the_fixture_lays_out(tmp_path: Path) -> None:
    project = whole_repository(tmp_path / "kho")
    assert Project.find(project.root / "docs") == project
