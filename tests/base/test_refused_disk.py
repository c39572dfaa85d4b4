"""What a disk refuses, in words."""

import errno
import os

import pytest

from layout.base.refused_disk import refused_disk


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "the disk is full, and takes nothing more (released.json)"),
        (errno.EDQUOT, "the share of the disk is used up, and takes nothing more (released.json)"),
        (errno.EROFS, "the disk takes nothing: it can only be read (released.json)"),
        (errno.EACCES, "the disk takes nothing: nothing may be written there (released.json)"),
        (errno.EIO, "input/output error (released.json)"),
    ],
)
def test_that_a_disk_takes_nothing_is_said_where_that_is_the_cause(number: int, why: str) -> None:
    refused = refused_disk(OSError(number, os.strerror(number), "/papers/herald/out/released.json"))
    assert refused.why == why
    assert refused.remedy.endswith("try again.")


def test_a_file_on_its_way_is_called_as_it_is_to_be() -> None:
    assert refused_disk(OSError(errno.ENOSPC, "", "/out/.released.json.12ab34cd.part")).why.endswith("(released.json)")


def test_without_a_file_none_is_named() -> None:
    assert refused_disk(OSError(errno.ENOSPC, "No space left on device")).why == "the disk is full, and takes nothing more"
    assert refused_disk(OSError("it went wrong")).why == "the disk refuses it"
