"""Refusals: what is raised is new each time. Faults: each is told."""

import importlib
import logging
import pkgutil
from pathlib import Path

import pytest

from layout.proof import web
from tests.proof.web.desk_here import desk_for
from tests.proof.web.serving_here import folder_of, serving, until


def test_no_exception_is_kept_to_be_raised_again_and_again() -> None:
    """Each raising adds to its traceback: it would keep what everybody asked who was ever refused."""
    for found in pkgutil.walk_packages(web.__path__, f"{web.__name__}."):
        module = importlib.import_module(found.name)
        kept = [name for name, value in vars(module).items() if isinstance(value, BaseException)]
        assert not kept, f"{found.name}: {kept}"


def test_what_breaks_off_in_the_loop_itself_is_told_and_not_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = logging.getLogger("asyncio").handlers, logging.getLogger("asyncio").propagate
    with serving(desk_for(folder_of(tmp_path))) as here:

        def callback() -> None:
            raise ValueError("a fault of the program")

        here.loop.call_soon_threadsafe(callback)
        until(lambda: bool(here.faults))
        assert here.get("/").status == 401
    assert [("callback" in each, "ValueError: a fault of the program" in each) for each in here.faults] == [(True, True)]
    assert capfd.readouterr() == ("", "")
    assert (logging.getLogger("asyncio").handlers, logging.getLogger("asyncio").propagate) == before
