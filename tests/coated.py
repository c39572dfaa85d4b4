"""A CMYK profile of coated paper, for what is tested of magazines: Debian's ghostscript brings it."""

from pathlib import Path

COATED = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")


def coated_profile() -> Path:
    """The profile's file; where it is missing the test fails with what is to be installed."""
    assert COATED.is_file(), f"this test needs {COATED}. Install it:  sudo apt-get install ghostscript"
    return COATED
