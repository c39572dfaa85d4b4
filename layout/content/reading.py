"""Fields taken out of YAML nodes by name and kind, every fault collected with its place."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity
from layout.base.units import Length, parse_length
from layout.content.keys import Form, Key, Kind, Many, Named, Record, Scalar
from layout.content.text_file import one_line
from layout.content.yaml_nodes import ListNode, MapNode, Node, ScalarNode, clip, curly_remedy

Choice = TypeVar("Choice", bound=StrEnum)

MAX_LENGTH = 20_000.0  # points, 7 metres: more is a slip, and would make pages no printer could be asked for

MOST_LISTED = 40  # names in a remedy

_WHOLE = re.compile(r"-?[0-9]{1,7}\Z")
_NUMBER = re.compile(r"-?(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})\Z")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8}){0,3}\Z")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")


class Reading:
    """The problems of one run of a reader. `broken`: a fault of syntax cut a file short, so that missing keys mean nothing."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.broken = False

    def error(self, code: str, message: str, remedy: str, where: InFile) -> None:
        """An error at a place."""
        quoted = message.partition("'")[2]
        remedy += curly_remedy(quoted) if quoted else ""
        self.problems.append(Problem(code, Severity.ERROR, message, remedy, where))

    def warning(self, code: str, message: str, remedy: str, where: InFile) -> None:
        """A warning at a place."""
        self.problems.append(Problem(code, Severity.WARNING, message, remedy, where))

    def fields(self, node: Node, record: Record) -> "Fields":
        """A mapping's fields by the record's keys; unknown keys and wrong forms are reported and left out."""
        found: dict[str, tuple[InFile, Node]] = {}
        if not isinstance(node, MapNode):
            names = ", ".join(f"`{key.name}:`" for key in record.keys[:4])
            self.error(
                "wrong-kind",
                f"{record.name} is a mapping, but {described(node)} stands here",
                f"Write its keys ({names} and so on) and their values.",
                node.where,
            )
            return Fields(self, record, node.where, found)
        for name, value in node.fields:
            key = record.key(name.text)
            if key is None and any(_fits(form, value) for form in record.others):
                found[name.text] = name.where, value
            elif key is None:
                self.unknown(name, record)
            elif isinstance(value, ScalarNode) and value.is_missing:
                continue  # `kicker:` with nothing behind it is a form not filled in
            elif self.allows(key, value):
                found[name.text] = name.where, value
        for key in record.keys:
            if key.required and not self.broken and _is_missing(node.get(key.name)):
                message = f"{record.name} has no `{key.name}`"
                self.error("key-missing", message, f"Add `{key.name}:`, {lower_first(key.says)}", node.where)
        return Fields(self, record, node.where, found)

    def unknown(self, name: ScalarNode, record: Record) -> None:
        """Report a key that the record doesn't have."""
        remedy = meant_or_listed("its keys are", name.text, [key.name for key in record.keys])
        self.error("key-unknown", f"{record.name} has no key `{clip(name.text)}`", remedy, name.where)

    def allows(self, key: Key, node: Node) -> bool:
        """True where the node has one of the key's forms (of its words and numbers no word is said here)."""
        if any(_fits(form, node) for form in key.forms):
            return True
        wanted = " or ".join(dict.fromkeys(form_words(form) for form in key.forms))
        self.error(
            "wrong-kind",
            f"`{key.name}` takes {wanted}, but {described(node)} stands here",
            f"Write {wanted}: {lower_first(key.says)}",
            node.where,
        )
        return False

    def text(self, node: Node, name: str = "this") -> str | None:
        """A scalar's text; None and a problem for a list or a mapping."""
        if isinstance(node, ScalarNode):
            return node.text
        self.error(
            "wrong-kind",
            f"{name} takes text, but {described(node)} stands here",
            "Write text; put quotes around it where it begins with a bracket.",
            node.where,
        )
        return None

    def whole(self, node: Node, name: str, least: int, most: int) -> int | None:
        """A whole number within its limits."""
        text = self.text(node, f"`{name}`")
        if text is None:
            return None
        if not _WHOLE.match(text) or not least <= int(text) <= most:
            message = f"`{name}` takes a whole number from {least} to {most}, not '{clip(text)}'"
            self.error("number-wrong", message, f"Write `{name}: {least}`, for example.", node.where)
            return None
        return int(text)

    def number(self, node: Node, name: str, least: float, most: float) -> float | None:
        """A number within its limits."""
        text = self.text(node, f"`{name}`")
        if text is None:
            return None
        if not _NUMBER.match(text) or not least <= float(text) <= most:
            message = f"`{name}` takes a number from {least:g} to {most:g}, not '{clip(text)}'"
            self.error("number-wrong", message, "Write it with a point: `0.5`.", node.where)
            return None
        return float(text)

    def length(self, node: Node, name: str, least: float = 0.0) -> Length | None:
        """A length with its unit."""
        text = self.text(node, f"`{name}`")
        return None if text is None else self.length_of(text, name, node.where, least)

    def length_of(self, text: str, name: str, where: InFile, least: float = 0.0) -> Length | None:
        """A length out of a piece of text; a bare number is an error of its own."""
        length = parse_length(text)
        if length is None:
            if _NUMBER.match(text):
                remedy = f"Write the unit: `{text}mm`, `{text}pt` or `{text} lines`."
                self.error("length-unit", f"`{name}` is a length, and {text} has no unit", remedy, where)
            else:
                remedy = "Write a number and mm, cm, in, pt, pica or lines, as in `4.5mm`."
                self.error("length-wrong", f"`{name}` takes a length, not '{clip(text)}'", remedy, where)
            return None
        if not least <= length.number or not abs(length.points(10.0)) <= MAX_LENGTH:
            remedy = f"Write a length from {least:g} up, and less than {MAX_LENGTH / 72 * 0.0254:.0f} metres."
            self.error("length-range", f"`{name}` can't be {clip(text)}", remedy, where)
            return None
        return length


class Fields:
    """The fields of one mapping. Each way of taking one names the kind it wants, and the record must have said so too."""

    def __init__(self, reading: Reading, record: Record, where: InFile, found: dict[str, tuple[InFile, Node]]) -> None:
        self.reading = reading
        self.record = record
        self.where = where
        self._found = found

    def __contains__(self, name: str) -> bool:
        return name in self._found

    @property
    def names(self) -> tuple[str, ...]:
        """The keys that stand there, in the file's order."""
        return tuple(self._found)

    @property
    def marks(self) -> dict[str, InFile]:
        """Where each key stands."""
        return {name: place for name, (place, _) in self._found.items()}

    def at(self, name: str) -> InFile:
        """Where a key's value stands; where the mapping begins if the key isn't there."""
        return self._found[name][1].where if name in self._found else self.where

    def node(self, name: str) -> Node | None:
        """The value as it was written."""
        self._key(name)
        return self._found[name][1] if name in self._found else None

    def items(self, name: str) -> tuple[Node, ...]:
        """A list's items, or the value alone."""
        node = self.node(name)
        if node is None:
            return ()
        return node.items if isinstance(node, ListNode) else (node,)

    def text(self, name: str, default: str = "") -> str:
        """Text on one line: line ends become spaces."""
        node = self.node(name)
        if not isinstance(node, ScalarNode):
            return default
        return one_line(node.text)

    def maybe_text(self, name: str) -> str | None:
        """The same, None where the key isn't there."""
        return self.text(name) if isinstance(self.node(name), ScalarNode) else None

    def lines(self, name: str) -> str:
        """Text with its line ends kept."""
        node = self.node(name)
        return node.text.strip("\n") if isinstance(node, ScalarNode) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts, or one text alone; empty ones are left out."""
        found = (self.reading.text(item, f"`{name}`") for item in self.items(name))
        return tuple(one_line(text) for text in found if text is not None and text.strip())

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number within its limits; None where it isn't there or is wrong."""
        node = self._scalar(name, Kind.WHOLE)
        return None if node is None else self.reading.whole(node, name, least, most)

    def number(self, name: str, least: float, most: float) -> float | None:
        """A number within its limits."""
        node = self._scalar(name, Kind.NUMBER)
        return None if node is None else self.reading.number(node, name, least, most)

    def numbers(self, name: str, count: int, least: float, most: float) -> tuple[float, ...] | None:
        """A list of exactly `count` numbers."""
        node = self.node(name)
        if node is None:
            return None
        items = self.items(name)
        if len(items) != count:
            message = f"`{name}` takes {count} numbers, not {len(items)}"
            self.reading.error("number-wrong", message, f"Write `{name}: [{', '.join(['0.5'] * count)}]`.", node.where)
            return None
        found = [self.reading.number(item, name, least, most) for item in items]
        return None if None in found else tuple(number for number in found if number is not None)

    def yes(self, name: str, default: bool = False) -> bool:
        """True or false."""
        node = self._scalar(name, Kind.YES_NO)
        if node is None:
            return default
        match node.text:
            case "true" | "yes" | "on":
                return True
            case "false" | "no" | "off" | "none":
                return False
        self.reading.error(
            "choice-wrong",
            f"`{name}` is true or false, not '{clip(node.text)}'",
            f"Write `{name}: true` or `{name}: false`.",
            node.where,
        )
        return default

    def length(self, name: str, least: float = 0.0) -> Length | None:
        """A length with its unit."""
        node = self._scalar(name, Kind.LENGTH)
        return None if node is None else self.reading.length(node, name, least)

    def points(self, name: str, baseline: float, default: float) -> float:
        """A length in points, where a grid line is `baseline` points deep."""
        length = self.length(name)
        return default if length is None else length.points(baseline)

    def choice(self, name: str, choices: type[Choice]) -> Choice | None:
        """One of an enum's words."""
        node = self.node(name)
        if not isinstance(node, ScalarNode):
            return None
        words = [member.value for member in choices]
        if node.text in words:
            return choices(node.text)
        self.wrong_choice(name, node, words)
        return None

    def wrong_choice(self, name: str, node: ScalarNode, words: Iterable[str]) -> None:
        """Report a word that isn't among those meant."""
        remedy = meant_or_listed("it may be", node.text, list(words))
        self.reading.error("choice-wrong", f"`{name}` can't be '{clip(node.text)}'", remedy, node.where)

    def language(self, name: str, default: str) -> str:
        """A language's code, `en-GB`."""
        text = self.text(name).replace("_", "-")
        if not text:
            return default
        if _LANGUAGE.match(text):
            return text
        remedy = "Write its code, as in `en-GB`, `de` or `fr-CA`."
        self.reading.error("language-wrong", f"'{clip(text)}' is no language", remedy, self.at(name))
        return default

    def date(self, name: str) -> date | None:
        """A day, written 2026-11-24."""
        node = self._scalar(name, Kind.DATE)
        if node is None:
            return None
        match = _DATE.match(node.text.strip())
        try:
            if match is not None:
                return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            pass
        self.reading.error(
            "date-wrong", f"`{name}` takes a day, not '{clip(node.text)}'", "Write year, month and day: `2026-11-24`.", node.where
        )
        return None

    def record_of(self, name: str, record: Record) -> "Fields | None":
        """A mapping with fixed keys; None where something else or nothing stands there."""
        node = self.node(name)
        return self.reading.fields(node, record) if isinstance(node, MapNode) else None

    @property
    def others(self) -> Mapping[str, Node]:
        """The values under names that the record doesn't fix."""
        return {name: node for name, (_, node) in self._found.items() if self.record.key(name) is None}

    def named(self, name: str) -> Mapping[ScalarNode, Node]:
        """A mapping whose names the writer chose."""
        node = self.node(name)
        return dict(node.fields) if isinstance(node, MapNode) else {}

    def _key(self, name: str) -> Key:
        key = self.record.key(name)
        assert key is not None, f"{self.record.name} must describe the key '{name}' that its reader takes"
        return key

    def _scalar(self, name: str, kind: Kind) -> ScalarNode | None:
        key = self._key(name)
        assert any(isinstance(form, Scalar) and form.kind is kind for form in key.forms), f"'{name}' is not described as {kind}"
        node = self.node(name)
        return node if isinstance(node, ScalarNode) else None


def meant_or_listed(listing: str, word: str, known: list[str]) -> str:
    """What to write instead of an unknown word: the one that was probably meant, and the known ones."""
    meant = did_you_mean(clip(word), known) if word else "."
    names = ", ".join(known[:MOST_LISTED]) + (", …" if len(known) > MOST_LISTED else "")
    return f"{listing[:1].upper()}{listing[1:]} {names or 'none'}{meant}"


def described(node: Node) -> str:
    """A node in words, for a message."""
    match node:
        case ScalarNode():
            return f"the text '{clip(node.text)}'" if node.text else "nothing"
        case ListNode():
            return "a list"
        case MapNode():
            return "a mapping"


def form_words(form: Form) -> str:
    """A form in words, for a message."""
    match form:
        case Scalar():
            if form.words and not form.free:
                return " or ".join(f"`{word}`" for word in form.words)
            return "text" if form.kind in (Kind.TEXT, Kind.PATH) else f"a {form.kind}"
        case Many():
            return "a list"
        case Named() | Record():
            return "a mapping"


def lower_first(sentence: str) -> str:
    """A sentence to stand behind a colon."""
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def _fits(form: Form, node: Node) -> bool:
    match form:
        case Scalar():
            return isinstance(node, ScalarNode)
        case Many():
            return isinstance(node, ListNode)
        case Named() | Record():
            return isinstance(node, MapNode)


def _is_missing(node: Node | None) -> bool:
    return node is None or (isinstance(node, ScalarNode) and node.is_missing)
