"""The words in which the keys of house, issue and story are described: what a key says, and in which forms it may be written.

One description serves the readers (which refuse what it doesn't name) and the JSON Schemas (which complete it while one types).
"""

from enum import StrEnum

from layout.base.values import dataclass


class Kind(StrEnum):
    """What a scalar means."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_NO = "true or false"
    LENGTH = "length"
    SIZE = "size/leading"
    DATE = "date"
    PATH = "path"
    FONT = "font"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `words`: the only ones allowed (of a choice), or those that an editor offers beside free text (`free`)."""

    kind: Kind = Kind.TEXT
    words: tuple[str, ...] = ()
    free: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one form."""

    item: "Form"


@dataclass(frozen=True, slots=True)
class Named:
    """A mapping whose names the writer chooses; `says` describes what they name, `names` are those that an editor offers."""

    item: "tuple[Form, ...]"
    says: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with fixed keys. `name` is what messages call it (`a block`). `others`: the forms under further names."""

    name: str
    keys: "tuple[Key, ...]"
    others: "tuple[Form, ...]" = ()

    def key(self, name: str) -> "Key | None":
        """The key of that name."""
        for key in self.keys:
            if key.name == name:
                return key
        return None


Form = Scalar | Many | Named | Record


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what it says, in one sentence, and the forms its value may take.

    `inherited`: required, but a file that extends another may leave it out.
    """

    name: str
    says: str
    forms: tuple[Form, ...]
    required: bool = False
    inherited: bool = False


TEXT = Scalar()
WHOLE = Scalar(Kind.WHOLE)
NUMBER = Scalar(Kind.NUMBER)
YES_NO = Scalar(Kind.YES_NO, ("true", "false"))
LENGTH = Scalar(Kind.LENGTH, example="3mm")
PATH = Scalar(Kind.PATH)
DATE = Scalar(Kind.DATE, example="2026-11-24")


def choice(words: "tuple[str, ...] | type[StrEnum]") -> Scalar:
    """A closed choice of words, or of an enum's values."""
    values = words if isinstance(words, tuple) else tuple(member.value for member in words)
    return Scalar(Kind.TEXT, values)
