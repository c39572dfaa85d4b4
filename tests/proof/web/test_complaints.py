"""Refusals: what is raised is new each time."""

import importlib
import pkgutil

from layout.proof import web


def test_no_exception_is_kept_to_be_raised_again_and_again() -> None:
    """Each raising adds to its traceback: it would keep what everybody asked who was ever refused."""
    for found in pkgutil.walk_packages(web.__path__, f"{web.__name__}."):
        module = importlib.import_module(found.name)
        kept = [name for name, value in vars(module).items() if isinstance(value, BaseException)]
        assert not kept, f"{found.name}: {kept}"
