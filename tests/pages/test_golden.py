"""A page of every kind and every download, whole, held against golden files."""

from collections.abc import Callable

import pytest

from tests.conftest import BASE, LATER, ROOT, TODAY
from thidua.engine import run
from thidua.exports import exports
from thidua.pages import Settings, Site, build
from thidua.project import Project

Golden = Callable[[str, str], None]
SITE = Site(
    run(Project.at(BASE, schemas=ROOT / "schemas"), TODAY),
    TODAY,
    Settings(repository="https://forge.example/kho", mailbox="tdkt@bhxh.example"),
)
PAGES = build(SITE)
KINDS = [
    "index.md",
    "dot/index.md",
    "dot/2013-h1/index.md",
    "dot/2013-h1/tinh-trang.md",
    "dot/2013-h1/tong-hop.md",
    "dot/2013-h1/chi-tieu/thu-bhxh-bat-buoc.md",
    "dot/2013-h1/dien-hinh.md",
    "dot/2013-h1/kien-nghi.md",
    "dot/2013-h1/bao-cao/bhxh-hai-duong.md",
    "dot/2013-h1/bao-cao/bhxh-hung-yen.md",
    "dot/2013-h1/bao-cao-cum/cum-01.md",
    "don-vi/index.md",
    "don-vi/bhxh-hung-yen.md",
    "don-vi/bhxh-phu-tho.md",
    "cum/index.md",
    "cum/cum-01.md",
    "lich-hoi-nghi/index.md",
    "khen-thuong/index.md",
    "khen-thuong/bang-khen-tong-giam-doc.md",
    "khen-thuong/theo-cum.md",
    "khen-thuong/theo-don-vi.md",
    "khen-thuong/quyet-dinh/2013-h1/qd-0001-qd-bhxh.md",
    "huong-dan/loi/tot201.md",
    "tra-cuu/truong/conference.md",
    "tra-cuu/danh-muc/clusters.md",
    "du-lieu/index.md",
]


@pytest.mark.parametrize("path", KINDS)
def test_page(golden: Golden, path: str) -> None:
    golden(f"pages/{path}", PAGES[path].markdown())


def test_two_campaigns_side_by_side(golden: Golden, two_campaigns: Project) -> None:
    found = build(Site(run(two_campaigns, LATER), LATER, Settings()))
    for path in (
        "index.md",
        "dot/index.md",
        "dot/2013-h1/cum.md",
        "dot/2013-h1/lich-hoi-nghi.md",
        "lich-hoi-nghi/index.md",
        "cum/cum-01.md",
        "cum/cum-02.md",
        "don-vi/bhxh-lao-cai.md",
        "don-vi/bhxh-yen-bai.md",
        "khen-thuong/theo-cum.md",
    ):
        golden(f"two-campaigns/{path}", found[path].markdown())


@pytest.mark.parametrize(
    "path",
    [
        "du-lieu/dataset.json",
        "du-lieu/2013-h1/khen-thuong.csv",
        "du-lieu/2013-h1/tinh-trang.csv",
        "du-lieu/2013-h1/chi-tieu.csv",
        "du-lieu/2013-h1/hoi-nghi.json",
        "du-lieu/tra-cuu-khen-thuong.json",
        "du-lieu/tin.atom",
    ],
)
def test_download(golden: Golden, path: str) -> None:
    golden(f"exports/{path}", exports(SITE)[path].decode())


def test_links_within_the_site_are_relative() -> None:
    for path, page in PAGES.items():
        assert 'href="/' not in page.body, path
