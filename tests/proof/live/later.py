"""What another version of the program says."""

from typing import Any


class Later:
    """A value that only a later version of the program can read."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return _read_later, ("x",)


def _read_later(_: str) -> None:
    raise AttributeError("Can't get attribute 'Later'")
