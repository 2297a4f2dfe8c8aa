"""A file takes its new content in one step."""

import os
import stat
import tempfile
from pathlib import Path


def replace(file: Path, content: bytes) -> None:
    """Put new content in the place of a file: whoever looks sees the old or the new, never half.

    The permissions stay. Raises :class:`OSError`, with the file as it was, if that cannot be done.
    """
    mode = stat.S_IMODE(file.lstat().st_mode)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(mode)
        os.replace(name, file)  # noqa: PTH105 - the same call, and the name is a text
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
