"""``make bench``: what building the site costs, beside plain mkdocs-material with the same pages.

The repository grows as it does in life: the campaign of the first half of 2026 comes again every
year, its units and papers with it. The plain site has the same pages as Markdown, made from ours.
No test: nothing here fails because a machine is slow.
"""

import argparse
import math
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from markdownify import markdownify

from tests.conftest import ROOT
from tests.site.conftest import environment
from thidua.editors import write
from thidua.pages import Page, Settings
from thidua.pages.page import Heading, escape_markdown
from thidua.project import Project
from thidua.schema import Schemas
from thidua.site import built, published_path

#: Pages that papers bring, beside the guide, the codes and the lists that every site has.
SIZES = (100, 500, 2_000, 5_000)
#: With every page in the navigation a build takes minutes beyond this.
IN_NAVIGATION = 500
RUNS = 5
COLD, OURS = "thidua, all charts to draw", "thidua, charts kept"
OUR_PART = "  of it: check, pages, files"
PLAIN, PLAIN_NAV = "plain, off the navigation", "plain, in the navigation"
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
_MODEL, _FIRST = "2026-h1", 2026
# A small process in between: Linux counts the memory of whoever starts a process as its own.
_LAUNCHER = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(code)
"""
_THEME = """site_name: Plain
theme:
  name: material
  language: vi
  font: false
plugins:
  - search:
      lang: vi
"""
_OFF = """nav:
  - index.md
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: CPU seconds of it and its children, the most memory of one, in MB."""

    seconds: float
    memory: float


def main(words: Sequence[str] | None = None) -> int:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="builds of each, medians are shown")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="pages from papers")
    chosen = parser.parse_args(words)
    say(f"CPU seconds and peak memory, medians of {chosen.runs}; guide and codes among the pages")
    say(f"{'':36}{'pages':>6}{'CPU s':>9}{'ms/page':>9}{'MB':>8}{'ratio':>8}")
    known = []
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory(prefix="thidua-bench-") as name:
            known.append(_of_size(Path(name), size, chosen.runs))
    for (pages, seconds), (more, later) in pairwise(known):
        exponent = math.log(later / seconds) / math.log(more / pages)
        say(f"growth exponent from {pages} to {more} pages: {exponent:.2f}")
    return 0


def _of_size(folder: Path, size: int, runs: int) -> tuple[int, float]:
    """Build one size in every way, print its rows, return its pages and our CPU seconds."""
    project, day = grown(folder / "own", size)
    pages = plain(project, day, folder / "off", folder / "nav" if size <= IN_NAVIGATION else None)
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    own = [sys.executable, "-m", "thidua", "pages", "../pages", "--today", day.isoformat()]
    kept = project.root / ".cache"
    commands = {
        COLD: (build, project.root),
        OURS: (build, project.root),
        OUR_PART: (own, project.root),
        PLAIN: (build, folder / "off"),
        PLAIN_NAV: (build, folder / "nav"),
    }
    commands = {name: each for name, each in commands.items() if each[1].is_dir()}
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):  # in turns, so that a busy minute falls on all
        shutil.rmtree(kept, ignore_errors=True)
        for name, (command, where) in commands.items():
            shutil.rmtree(where / "site", ignore_errors=True)
            found[name].append(_measured(command, where, day))
    seconds = {name: statistics.median(each.seconds for each in found[name]) for name in found}
    for name, costs in found.items():
        base = seconds[OURS if name == OUR_PART else PLAIN]
        memory = statistics.median(cost.memory for cost in costs)
        say(
            f"{name:36}{pages:6}{seconds[name]:9.2f}{seconds[name] / pages * 1000:9.2f}"
            f"{memory:8.0f}{seconds[name] / base:8.2f}"
        )
    return pages, seconds[OURS]


def _measured(command: Sequence[str], where: Path, day: date) -> Cost:
    """Run a command to its end; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, *command],
        cwd=where,
        env=environment(THIDUA_TODAY=day.isoformat()),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, memory = done.stdout.split()[-2:]
    return Cost(float(seconds), float(memory) / 1024)


def grown(root: Path, size: int) -> tuple[Project, date]:
    """Lay out this repository with so many campaigns that they bring about ``size`` pages.

    Returns it, and a day after the last campaign's deadlines.
    """
    for name in ("docs", "schemas"):
        shutil.copytree(ROOT / name, root / name)
    for name in ("scripts", "node_modules"):
        (root / name).symlink_to(ROOT / name)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "submissions").mkdir()
    project = Project.at(root)
    counts = [len(_pages(project, _FIRST))]
    for later in range(2):
        _campaign(project, later)
        counts.append(len(_pages(project, _FIRST + later)))
    # The first campaign also brings the pages that stay one, as that of an award.
    wanted = 2 + max(0, round((size - counts[2] + counts[0]) / (counts[2] - counts[1])))
    for later in range(2, wanted):
        _campaign(project, later)
    write(Schemas.of(project), project.bundled)
    return project, date(_FIRST + wanted - 1, 8, 1)


def _campaign(project: Project, later: int) -> None:
    """Write the papers of the model campaign as those of a later year."""
    papers = ROOT / "submissions"
    for file in (papers / _MODEL).rglob("*"):
        if file.is_file():
            path = _shifted(file.relative_to(papers).as_posix(), later)
            target = project.root / "submissions" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_shifted(file.read_text("utf-8"), later), "utf-8")


def _shifted(text: str, later: int) -> str:
    return _YEAR.sub(lambda match: str(int(match[1]) + later), text)


def _pages(project: Project, year: int) -> dict[str, Page]:
    return dict(built(project, date(year, 8, 1), Settings()).pages)


def plain(project: Project, day: date, off: Path, nav: Path | None) -> int:
    """Write the same pages as Markdown, and a plain configuration; return how many there are."""
    config = (project.root / "mkdocs.yml").read_text("utf-8")
    start, end = (config.index(f"\n{name}:\n") for name in ("markdown_extensions", "validation"))
    docs = off / "docs"
    for file in (project.root / "docs").rglob("*"):
        if file.is_file():
            target = docs / published_path(file.relative_to(project.root / "docs").as_posix())
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    for path, page in _pages(project, day.year).items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(_as_markdown(page), "utf-8")
    (off / "mkdocs.yml").write_text(_THEME + _OFF + config[start:end], "utf-8")
    if nav:
        shutil.copytree(off, nav)
        (nav / "mkdocs.yml").write_text(_THEME + config[start:end], "utf-8")
    return sum(1 for _ in docs.rglob("*.md"))


def _as_markdown(page: Page) -> str:
    """Return a page as somebody would write it by hand; charts stay behind."""
    parts = (
        part.markdown if isinstance(part, Heading) else markdownify(_PICTURE.sub("", part))
        for part in page.parts()
    )
    return "\n\n".join([f"# {escape_markdown(page.title)}", *parts]) + "\n"


def say(line: str) -> None:
    """Print a line at once: a run takes minutes."""
    print(line, flush=True)  # noqa: T201 - a benchmark is there to be read


if __name__ == "__main__":
    sys.exit(main())
