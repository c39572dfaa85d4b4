"""What another program is given, and what it is kept from."""

from pathlib import Path

import pytest

from layout.plates.running import LIMITS, Ran, run_limited


def test_its_temporary_files_go_into_its_folder_on_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, "/elsewhere")
    monkeypatch.setenv("GS_OPTIONS", "-dSAFER=false")
    ran = run_limited(["sh", "-c", 'echo "$TMPDIR $TEMP $TMP$GS_OPTIONS"'], tmp_path, LIMITS)
    assert ran == Ran(0, f"{tmp_path} {tmp_path} {tmp_path}\n")
