"""The addresses of the site: Vietnamese ASCII slugs, permanent once published."""

HOME = "index.md"
CAMPAIGNS = "dot/index.md"
UNITS = "don-vi/index.md"
CLUSTERS = "cum/index.md"
SCHEDULE = "lich-hoi-nghi/index.md"
AWARDS = "khen-thuong/index.md"
AWARD_LOOKUP = "khen-thuong/tra-cuu.md"
AWARDS_BY_CLUSTER = "khen-thuong/theo-cum.md"
AWARDS_BY_UNIT = "khen-thuong/theo-don-vi.md"
REFERENCE = "tra-cuu/index.md"
CODES = "huong-dan/loi/index.md"
DOWNLOADS = "du-lieu/index.md"

#: Hand-written pages stand in docs/ under English names and are published under these.
HAND_WRITTEN = {"guide": "huong-dan", "maintain": "van-hanh", "decisions": "kien-truc"}


def campaign(key: str) -> str:
    """The page of a campaign."""
    return f"dot/{key}/index.md"


def matrix(key: str) -> str:
    """The status of every paper of a campaign."""
    return f"dot/{key}/tinh-trang.md"


def consolidated(key: str) -> str:
    """The consolidated results of a campaign."""
    return f"dot/{key}/tong-hop.md"


def indicator(campaign_key: str, key: str) -> str:
    """One indicator over all units of a campaign."""
    return f"dot/{campaign_key}/chi-tieu/{key}.md"


def schedule(key: str) -> str:
    """The conferences of a campaign; :data:`SCHEDULE` is that of the current one."""
    return f"dot/{key}/lich-hoi-nghi.md"


def campaign_clusters(key: str) -> str:
    """The clusters as they were in a campaign; :data:`CLUSTERS` shows those of the current one."""
    return f"dot/{key}/cum.md"


def exemplars(key: str) -> str:
    """The exemplars that the reports of a campaign name."""
    return f"dot/{key}/dien-hinh.md"


def recommendations(key: str) -> str:
    """The recommendations of a campaign, by addressee."""
    return f"dot/{key}/kien-nghi.md"


def report(campaign_key: str, unit: str) -> str:
    """A unit's report."""
    return f"dot/{campaign_key}/bao-cao/{unit}.md"


def cluster_report(campaign_key: str, key: str) -> str:
    """A cluster's report."""
    return f"dot/{campaign_key}/bao-cao-cum/{key}.md"


def receipt(campaign_key: str, name: str) -> str:
    """The receipt of a paper, which the register names ``bhxh-hung-yen/report``."""
    return f"bien-nhan/{campaign_key}/{name}.md"


def unit(key: str) -> str:
    """A unit."""
    return f"don-vi/{key}.md"


def cluster(key: str) -> str:
    """A cluster."""
    return f"cum/{key}.md"


def award(key: str) -> str:
    """Everybody who received an award."""
    return f"khen-thuong/{key}.md"


def decision(campaign_key: str, slug: str) -> str:
    """An award decision; its entries keep their anchors here for ever."""
    return f"khen-thuong/quyet-dinh/{campaign_key}/{slug}.md"


def fields(kind: str) -> str:
    """The field table of a kind of paper."""
    return f"tra-cuu/truong/{kind}.md"


def codelist(name: str) -> str:
    """A code list."""
    return f"tra-cuu/danh-muc/{name}.md"


def code(code_name: str) -> str:
    """The page of a code of findings."""
    return f"huong-dan/loi/{code_name.lower()}.md"


def export(name: str) -> str:
    """A file to download."""
    return f"du-lieu/{name}"
