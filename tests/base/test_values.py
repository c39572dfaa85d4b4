"""Values behave as the standard library's frozen dataclasses with slots."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field

import pytest

from layout.base.values import dataclass


@dataclass(frozen=True, slots=True)
class Mine:
    """A value with all that a field may have."""

    size: float
    missing: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict, compare=False)
    data: bytes = field(default=b"", repr=False)

    @property
    def doubled(self) -> float:
        """Twice the size."""
        return self.size * 2


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same by the standard library."""

    size: float
    missing: tuple[str, ...] = ()
    notes: dict[str, str] = field(default_factory=dict, compare=False)
    data: bytes = field(default=b"", repr=False)

    @property
    def doubled(self) -> float:
        """Twice the size."""
        return self.size * 2


@dataclass(frozen=True, slots=True)
class Empty:
    """A value without fields."""


@dataclass(frozen=True, slots=True)
class Lone:
    """A value with one."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """Compared by identity."""

    name: str


ARGUMENTS = [((9.0,), {}), ((9.0, ("a", "b")), {"notes": {"a": "b"}}), ((), {"size": 1, "data": b"x"})]


@pytest.mark.parametrize(("positional", "named"), ARGUMENTS)
def test_a_value_says_compares_and_hashes_as_the_standard_library_s(positional: tuple, named: dict) -> None:  # type: ignore[type-arg]
    mine, theirs = Mine(*positional, **named), Theirs(*positional, **named)
    assert repr(mine) == repr(theirs).replace("Theirs", "Mine")
    assert hash(mine) == hash(theirs)
    assert dataclasses.asdict(mine) == dataclasses.asdict(theirs)
    assert mine == Mine(*positional, **named)
    assert mine.__eq__(theirs) is NotImplemented
    assert mine != dataclasses.replace(mine, size=-1)
    assert mine == dataclasses.replace(mine, notes={"not": "compared"})
    assert mine.doubled == theirs.doubled


def test_a_value_cannot_be_changed() -> None:
    value = Mine(1.0)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'size'"):
        value.size = 2.0  # type: ignore[misc]  # what is tested
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'size'"):
        del value.size
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.other = 2.0  # type: ignore[attr-defined]
    assert not hasattr(value, "__dict__")


def test_each_value_has_a_default_of_its_own() -> None:
    assert Mine(1.0).notes is not Mine(1.0).notes


def test_wrong_arguments_are_a_type_error() -> None:
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'size'"):
        Mine()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'depth'"):
        Mine(1.0, depth=2)  # type: ignore[call-arg]


def test_values_without_fields_or_with_one_compare_too() -> None:
    assert Empty() == Empty()
    assert hash(Empty()) == hash(())
    assert (Lone("a") == Lone("a"), Lone("a") == Lone("b"), hash(Lone("a")) == hash(("a",))) == (True, False, True)
    assert (repr(Empty()), repr(Lone("a"))) == ("Empty()", "Lone(name='a')")


def test_a_value_without_eq_is_itself_alone() -> None:
    own = Own("a")
    assert own == own
    assert own != Own("a")


def test_values_are_matched_copied_and_sent_to_other_processes() -> None:
    value = Mine(1.0, ("a",), {"b": "c"})
    match value:
        case Mine(size, missing):
            assert (size, missing) == (1.0, ("a",))
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value


def test_the_signature_is_the_standard_library_s() -> None:
    mine, theirs = inspect.signature(Mine), inspect.signature(Theirs)
    assert list(mine.parameters) == list(theirs.parameters)
    assert [each.annotation for each in mine.parameters.values()] == [each.annotation for each in theirs.parameters.values()]


def test_what_the_standard_library_would_do_and_is_not_done_here_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"Checked: __post_init__ would not be called"):

        @dataclass(frozen=True, slots=True)
        class Checked:
            size: float

            def __post_init__(self) -> None:
                raise ValueError

    with pytest.raises(AssertionError, match=r"Larger cannot take over the fields of Lone"):

        @dataclass(frozen=True, slots=True)
        class Larger(Lone):
            size: float

    with pytest.raises(AssertionError, match=r"Outside: size with init=False would become a parameter"):

        @dataclass(frozen=True, slots=True)
        class Outside:
            size: float = field(default=1.0, init=False)

    with pytest.raises(AssertionError, match=r"Named: size with kw_only=True could be given by position"):

        @dataclass(frozen=True, slots=True)
        class Named:
            size: float = field(kw_only=True)

    with pytest.raises(AssertionError, match=r"Passed: size as InitVar would be no parameter"):

        @dataclass(frozen=True, slots=True)
        class Passed:
            size: dataclasses.InitVar[float]


def test_others_see_that_it_is_frozen() -> None:
    mine, theirs = (getattr(kind, "__dataclass_params__") for kind in (Mine, Theirs))  # noqa: B009  # no type checker knows it
    assert (mine.frozen, mine.init, mine.repr) == (theirs.frozen, theirs.init, theirs.repr) == (True, True, True)
    with pytest.raises(TypeError, match="non-frozen dataclass from a frozen one"):

        @dataclasses.dataclass
        class Thawed(Mine):  # type: ignore[misc]  # what is tested
            more: int = 0
