"""The rehearsal that maintainers watch plays to its end."""

from pathlib import Path

import pytest

from tests.rehearsal import main


def test_the_whole_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tmp_path / "site") == 0
    told = capsys.readouterr().out
    assert "status: pending → failure" in told
    assert "status: pending → success" in told
    assert '"state":"merged"' in told
    assert (tmp_path / "site/index.html").is_file()
