"""Our own files: schemas, and the YAML that they hold. What breaks them is nobody's fault but ours.

Every function raises :class:`HouseFault` for a file that is missing, unreadable or against its
schema; ``shown`` is how the message names it.
"""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from thidua.diagnostics import HouseFault


def read_json(path: Path, shown: str) -> dict[str, Any]:
    """Return the content of a JSON file."""
    try:
        return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]
    except (OSError, ValueError) as error:
        message = f"{shown}: {error}"
        raise HouseFault(message) from error


def read_yaml(path: Path, shown: str, schema: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the text of a YAML file, and its content: all scalars but true and false are text."""
    try:
        text = path.read_text("utf-8")
        content = yaml.load(text, Loader=_TextLoader)  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        message = f"{shown}: {error}"
        raise HouseFault(message) from error
    for fault in jsonschema_rs.validator_for(schema).iter_errors(content):
        where = "/".join(str(step) for step in fault.instance_path)
        message = f"{shown}: {where}: {fault.message}"
        raise HouseFault(message)
    return text, content


class _TextLoader(yaml.CSafeLoader):
    """Reads YAML without dates, numbers and yes/no: dates and codes are text."""


_TextLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    if letter in "tf"
}
