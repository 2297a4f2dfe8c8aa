"""Files to download, all from one parsed model.

None of them depends on the day of the build: the same papers give the same bytes.
"""

from collections.abc import Mapping

from thidua import editors
from thidua.exports import dataset, tables
from thidua.exports.dataset import as_json
from thidua.pages import Site, paths


def exports(site: Site) -> Mapping[str, bytes]:
    """Return every file to download by its path below the root of the site."""
    files = {
        "dataset.json": as_json(dataset.content(site), ordered=True),
        "dataset.schema.json": as_json(dataset.schema(site)),
    }
    for name, content in editors.files(site.outcome.schemas).items():
        files[f"luoc-do/{name}"] = content
    for papers in site.campaigns:
        files[f"{papers.id}/khen-thuong.csv"] = tables.awards(site, papers)
        files[f"{papers.id}/tinh-trang.csv"] = tables.statuses(site, papers)
    return {paths.export(name): files[name] for name in sorted(files)}
