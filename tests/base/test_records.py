"""The quicker frozen dataclass is the standard library's in all that anyone sees of it."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace

import pytest

from layout.base.records import dataclass


@dataclass(frozen=True, slots=True)
class Ours:
    """A line."""

    width: float
    words: tuple[str, ...] = ()
    notes: dict[str, int] = field(default_factory=dict)

    @property
    def wide(self) -> bool:
        return self.width > 1


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """A line."""

    width: float
    words: tuple[str, ...] = ()
    notes: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Key:
    """Two names."""

    first: str
    second: str = "b"


@dataclass(frozen=True, slots=True, eq=False)
class Itself:
    """Equal to itself alone."""

    name: str


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing."""


@dataclass
class Open:
    """An ordinary one."""

    name: str


def test_it_reads_and_is_called_as_the_standard_librarys() -> None:
    assert repr(Ours(2.0, ("a",))) == repr(Theirs(2.0, ("a",))).replace("Theirs", "Ours")
    assert list(inspect.signature(Ours).parameters) == list(inspect.signature(Theirs).parameters)
    assert Ours(2.0).wide
    assert Ours.__doc__ == Theirs.__doc__
    assert Ours.__qualname__ == "Ours"
    assert Ours.__module__ == __name__
    with pytest.raises(TypeError):
        Ours()  # type: ignore[call-arg]


def test_equal_values_of_one_class_are_equal_and_hash_alike() -> None:
    assert Key("a") == Key("a", "b")
    assert hash(Key("a")) == hash(Key("a", "b"))
    assert Key("a") != Key("b")
    assert Key("a") != Itself("a")
    assert Itself("a") != Itself("a")
    assert Empty() == Empty()
    assert len({Key("a"), Key("a"), Key("b")}) == 2


def test_nothing_can_be_changed_or_added() -> None:
    line = Ours(1.0)
    with pytest.raises(FrozenInstanceError):
        line.width = 2.0  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del line.width
    with pytest.raises(FrozenInstanceError):
        line.colour = "red"  # type: ignore[attr-defined]
    assert not hasattr(line, "__dict__")


def test_a_default_factory_makes_each_its_own() -> None:
    assert Ours(1.0).notes == {}
    assert Ours(1.0).notes is not Ours(1.0).notes


def test_fields_replace_patterns_and_copies_work() -> None:
    assert is_dataclass(Ours)
    assert [(each.name, each.type, each.default) for each in fields(Ours)] == [
        (each.name, each.type, each.default) for each in fields(Theirs)
    ]
    assert replace(Key("a"), second="c") == Key("a", "c")
    assert dataclasses.asdict(Ours(1.0, ("a",))) == dataclasses.asdict(Theirs(1.0, ("a",)))
    match Key("x", "y"):
        case Key(first, second):
            assert (first, second) == ("x", "y")
    assert copy.copy(Key("a")) == copy.deepcopy(Key("a")) == pickle.loads(pickle.dumps(Key("a"))) == Key("a")


def test_others_are_made_by_the_standard_library() -> None:
    thing = Open("a")
    thing.name = "b"
    assert thing == Open("b")
