"""One paper from one notation to the other; comments and layout do not come along."""

from dataclasses import dataclass
from datetime import date

from thidua.diagnostics import Diagnostic, in_order
from thidua.editors import ENDING
from thidua.engine import context_of, judge
from thidua.markdown import normalised, write
from thidua.project import PaperPath, Project
from thidua.schema import Schemas
from thidua.yaml_writer import block


@dataclass(frozen=True, slots=True)
class Converted:
    """A paper in a notation, or what keeps it from being written there."""

    path: str
    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()


class Converter:
    """Converts the papers of a project."""

    def __init__(self, project: Project, today: date) -> None:
        self._project = project
        self._today = today
        self._schemas = Schemas.of(project)

    def convert(self, place: PaperPath, *, markdown: bool) -> Converted | None:
        """Return a paper in Markdown or YAML; None if there is no such kind of paper.

        A paper that cannot be read is not converted: nobody knows what it means to say.
        """
        if place.kind not in self._schemas.kinds:
            return None
        schema = self._schemas[place.kind]
        path = place.path if place.is_markdown == markdown else place.twin
        context = context_of(self._schemas, frozenset({place.campaign}), self._today)
        paper, found = judge(self._project, place, self._schemas, context)
        document = paper.document
        if document is None or not paper.readable:
            return Converted(path, None, in_order(found))
        if markdown:
            written = write(place, document.data, schema.shape, self._schemas.codelists)
        else:
            up = "../" * (place.path.count("/"))
            folder = self._project.bundled.relative_to(self._project.root).as_posix()
            head = f"# yaml-language-server: $schema={up}{folder}/{place.kind}{ENDING}\n"
            written = head + block(normalised(document.data, schema.shape), schema.shape)
        return Converted(path, written)
