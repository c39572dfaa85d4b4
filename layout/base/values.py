"""Frozen dataclasses, made in a quarter of the time: `@dataclass(frozen=True, slots=True)` as the standard library means it.

The standard library compiles six methods for each frozen class, half a millisecond; this program has 150 of them, so that they
were a tenth of a page's time before anything was set. Here `__init__` alone is compiled, and the others are made of what all
classes share. Fields, `replace`, `asdict`, `match` are the standard library's own, and so is what type checkers see. What is not
done here is refused where the class is made (docs/decisions/frozen-values.md).
"""

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

_TAKE_THEIRS = "take the standard library's dataclass"

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen, slots, eq=True):
        """The class as a frozen dataclass with slots; without `eq` compared by identity. Other kinds: the standard library's."""
        assert (frozen, slots) == (True, True), f"for any other kind of class {_TAKE_THEIRS}"
        return _with_eq if eq else _without_eq


def _with_eq(cls: type) -> type:
    made = _without_eq(cls)
    compared = [field.name for field in dataclasses.fields(made) if field.compare]
    values = _values_of(compared)

    def __eq__(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:
        return hash(values(self))

    _give(made, __eq__, __hash__)
    return made


def _without_eq(cls: type) -> type:
    _check_class(cls)
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    _check_fields(made, fields)
    shown = [field.name for field in fields if field.repr]
    values = _values_of([field.name for field in fields])

    def __repr__(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in shown])})"

    def __reduce__(self: object) -> tuple[type, tuple[Any, ...]]:
        return type(self), values(self)

    _give(made, _init(made, fields), __repr__, __reduce__, _refuse_set, _refuse_delete)
    said = made.__dict__["__dataclass_params__"]
    said.init = said.repr = said.frozen = True  # as it is now: the standard library and others look there
    return made


def _check_class(cls: type) -> None:
    """What the standard library would do for the class and is not done here would be missing without a word."""
    assert "__post_init__" not in cls.__dict__, f"{cls.__qualname__}: __post_init__ would not be called; {_TAKE_THEIRS}"
    bases = [base.__qualname__ for base in cls.__mro__[1:] if dataclasses.is_dataclass(base)]
    assert not bases, f"{cls.__qualname__} cannot take over the fields of {', '.join(bases)}; {_TAKE_THEIRS}"


def _check_fields(cls: type, fields: tuple["dataclasses.Field[Any]", ...]) -> None:
    outside = [field.name for field in fields if not field.init]
    assert not outside, f"{cls.__qualname__}: {', '.join(outside)} with init=False would become a parameter; {_TAKE_THEIRS}"
    named = [field.name for field in fields if field.kw_only]
    assert not named, f"{cls.__qualname__}: {', '.join(named)} with kw_only=True could be given by position; {_TAKE_THEIRS}"
    every = cls.__dict__["__dataclass_fields__"]
    passed = [name for name in every if _is_init_var(every[name].type)]
    assert not passed, f"{cls.__qualname__}: {', '.join(passed)} as InitVar would be no parameter; {_TAKE_THEIRS}"


def _is_init_var(kind: object) -> bool:
    return isinstance(kind, dataclasses.InitVar) or kind is dataclasses.InitVar or "InitVar[" in str(kind)


def _init(cls: type, fields: tuple["dataclasses.Field[Any]", ...]) -> Any:
    """`__init__`, which writes through the slots themselves: they know no refusal, and are faster than `object.__setattr__`."""
    names: dict[str, Any] = {"__missing": dataclasses.MISSING}
    parameters, body = ["self"], []
    for field in fields:
        name = field.name
        names[f"__set_{name}"] = cls.__dict__[name].__set__
        value = name
        if field.default is not dataclasses.MISSING:
            names[f"__default_{name}"] = field.default
            parameters.append(f"{name}=__default_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            names[f"__make_{name}"] = field.default_factory
            parameters.append(f"{name}=__missing")
            value = f"__make_{name}() if {name} is __missing else {name}"
        else:
            parameters.append(name)
        body.append(f" __set_{name}(self, {value})")
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(body) or " pass"), names)  # as the standard library does
    made = names["__init__"]
    made.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    return made


def _values_of(names: list[str]) -> Any:
    """What gives an object's attributes as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda self: (getattr(self, names[0]),)) if names else (lambda self: ())


def _refuse_set(self: object, name: str, value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


_refuse_set.__name__, _refuse_delete.__name__ = "__setattr__", "__delattr__"


def _give(cls: type, *methods: Any) -> None:
    """Adds methods, but for those that the class has of its own."""
    for method in methods:
        if method.__name__ not in cls.__dict__:
            setattr(cls, method.__name__, method)
