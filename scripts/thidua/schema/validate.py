"""The verdict on a paper, in Rust; and for papers that fail, the reasons, in typed errors."""

from functools import cached_property
from pathlib import Path
from typing import Any

import jsonschema_rs

from thidua.codelists import CodeLists
from thidua.diagnostics import Diagnostic, Pointer
from thidua.document import Document
from thidua.project import Project
from thidua.schema.bundle import bundle, kinds_in
from thidua.schema.shape import Node, Shape, nodes, shape_of


class KindSchema:
    """The schema of one kind of paper."""

    def __init__(self, kind: str, bundled: dict[str, Any], codelists: CodeLists) -> None:
        """Take a schema that is complete in itself, and the lists that it was completed from."""
        self.kind = kind
        self.bundled = bundled
        self._codelists = codelists

    @cached_property
    def shape(self) -> Shape:
        """The schema as a tree to walk."""
        return shape_of(self.bundled, self.bundled["$defs"])

    @property
    def submitters(self) -> list[str]:
        """Which kinds of submitters file such papers."""
        return list(self.bundled["x-submitters"])

    @property
    def many(self) -> bool:
        """Whether a submitter files several of them, each under its own slug."""
        return bool(self.bundled["x-many"])

    @cached_property
    def _validator(self) -> Any:
        return jsonschema_rs.validator_for(self.bundled)

    def accepts(self, data: Any) -> bool:
        """Return the verdict."""
        return bool(self._validator.is_valid(data))

    def nodes(self, document: Document) -> list[Node]:
        """Return every node of a paper that the schema knows."""
        return nodes(self.shape, document.data)

    def explain(self, document: Document) -> tuple[list[Diagnostic], frozenset[Pointer]]:
        """Return the findings about a paper, and the nodes that they touch.

        Nodes about which the loader has spoken are left alone: one slip, one message.
        """
        if self.accepts(document.data):
            return [], frozenset()
        from thidua.schema.explain import explain  # noqa: PLC0415 - only failing papers pay

        return explain(self.bundled, self.shape, document, self._codelists)


class Schemas:
    """The schemas of all kinds, each read when a paper of the kind turns up."""

    def __init__(self, folder: Path, codelists: CodeLists) -> None:
        """Look into a folder of schemas."""
        self._folder = folder
        self.codelists = codelists
        self._read: dict[str, KindSchema] = {}

    @classmethod
    def of(cls, project: Project) -> "Schemas":
        """Return the schemas of a project, with its code lists."""
        return cls(project.schemas, CodeLists(project.codelists, project.contract))

    @cached_property
    def kinds(self) -> list[str]:
        """Every kind of paper, sorted."""
        return kinds_in(self._folder)

    def __getitem__(self, kind: str) -> KindSchema:
        if kind not in self._read:
            bundled = bundle(self._folder, kind, self.codelists)
            self._read[kind] = KindSchema(kind, bundled, self.codelists)
        return self._read[kind]
