"""YAML as nodes that know their places: scalars stay text, and every fault has a line and a column.

In: the text of one document. Out: a tree of nodes, as far as it could be read, and every problem. Refuses tags, merge keys, a
second document, keys twice, and whatever is made to grow without end: each limit has its own message.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import yaml

from layout.base.problems import InFile, Problem, Severity

MAX_DEPTH = 24  # a block's deepest key lies nine levels down
MAX_NODES = 60_000  # with aliases counted in full; an issue of 64 pages has about 6,000
MAX_PROBLEMS = 200  # of one file: after that many the file is something else


class ScalarNode(NamedTuple):
    """A piece of text. `plain`: without quotes; `block`: written under a `|` or `>`."""

    text: str
    where: InFile
    plain: bool
    block: bool = False

    @property
    def is_missing(self) -> bool:
        """True where a key or a dash has nothing behind it."""
        return self.plain and not self.text


class ListNode(NamedTuple):
    """A sequence."""

    items: "tuple[Node, ...]"
    where: InFile


class MapNode(NamedTuple):
    """A mapping; each key once, in the file's order."""

    fields: "tuple[tuple[ScalarNode, Node], ...]"
    where: InFile

    def get(self, name: str) -> "Node | None":
        """The value under a key."""
        for key, value in self.fields:
            if key.text == name:
                return value
        return None


Node = ScalarNode | ListNode | MapNode


def read_nodes(text: str, path: str, first_line: int = 1) -> tuple[Node | None, list[Problem]]:
    """The document's root and its problems. `path` as shown to people; `first_line` is the number of the text's first line.

    The root is None for an empty document; after a fault of syntax it holds what stands before the fault.
    """
    composer = _Composer(text, path, first_line - 1)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if not composer.take(event):
                break
    except yaml.YAMLError as error:
        composer.refuse(error)
    return composer.root(), composer.problems


def is_cut(problems: Iterable[Problem]) -> bool:
    """True where a fault of syntax ended the reading: what stands behind it is not in the tree."""
    return any(problem.code in _CUTTING for problem in problems)


_CUTTING = frozenset({"yaml-syntax", "yaml-depth", "yaml-too-many", "yaml-aliases"})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # a PyYAML built without libyaml reads the same, ten times slower


class _Open:
    """A list or a mapping that is still being read."""

    def __init__(self, where: InFile, is_map: bool, flow: bool, anchor: str | None) -> None:
        self.where = where
        self.is_map = is_map
        self.flow = flow
        self.anchor = anchor
        self.items: list[Node] = []
        self.fields: list[tuple[ScalarNode, Node]] = []
        self.names: dict[str, InFile] = {}
        self.key: ScalarNode | None = None
        self.key_refused = False
        self.size = 1

    def close(self) -> "ListNode | MapNode":
        return MapNode(tuple(self.fields), self.where) if self.is_map else ListNode(tuple(self.items), self.where)


class _Composer:
    """Builds the tree from the parser's events. Not recursive: a file's nesting must not decide over our stack."""

    def __init__(self, text: str, path: str, line_offset: int) -> None:
        self.lines = text.split("\n")
        self.path = path
        self.line_offset = line_offset
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.top: Node | None = None
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.nodes = 0
        self.documents = 0

    def take(self, event: yaml.Event) -> bool:
        """One event further; False where reading has to stop."""
        where = self.at(event.start_mark)
        match event:
            case yaml.ScalarEvent():
                self.refuse_tag(event, where)
                plain = event.style in (None, "")
                if plain:
                    self.warn_of_comment(event.end_mark)
                self.put(ScalarNode(event.value, where, plain, event.style in ("|", ">")), 1, event.anchor)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self.refuse_tag(event, where)
                is_map = isinstance(event, yaml.MappingStartEvent)
                self.open.append(_Open(where, is_map, bool(event.flow_style), event.anchor))
                if len(self.open) > MAX_DEPTH:
                    message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
                    return self.stop("yaml-depth", message, "Look for a stray bracket or indent.", where)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                done = self.open.pop()
                self.put(done.close(), done.size, done.anchor)
            case yaml.AliasEvent():
                return self.alias(event.anchor or "", where)
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    remedy = "Keep one document in a file: delete the line `---` and what follows."
                    return self.stop("yaml-documents", "a second document begins here", remedy, where)
        if self.nodes > MAX_NODES:
            message = f"the file holds more than {MAX_NODES} values"
            return self.stop("yaml-too-many", message, "Check that this is the right file.", where)
        return len(self.problems) < MAX_PROBLEMS

    def put(self, node: Node, size: int, anchor: str | None) -> None:
        """Hang a finished node into what is open around it. `size` counts the values in it."""
        self.nodes += 1
        if anchor is not None:
            self.anchors[anchor] = node, size
        if not self.open:
            self.top = node
            return
        inside = self.open[-1]
        inside.size += size
        if not inside.is_map:
            inside.items.append(node)
        elif inside.key is None and not inside.key_refused:
            self.key(inside, node)
        else:
            if inside.key is not None:
                self.value(inside, inside.key, node)
            inside.key, inside.key_refused = None, False

    def key(self, inside: _Open, node: Node) -> None:
        inside.key_refused = True
        if not isinstance(node, ScalarNode):
            remedy = "Put quotes around text that begins with `{` or `[`."
            self.error("yaml-key", "a list or a mapping stands where a key is meant", remedy, node.where)
        elif node.is_missing:
            self.error("yaml-key", "a value stands here without a key", "Write a key before the colon.", node.where)
        elif node.text == "<<" and node.plain:
            remedy = "Write the keys out; a style may say `like: NAME` instead."
            self.error("yaml-merge", "merge keys (`<<`) are not read", remedy, node.where)
        elif node.text in inside.names:
            first = inside.names[node.text]
            message = f"`{clip(node.text)}` stands here a second time; the first is in line {first.line}"
            self.error("key-twice", message, "Keep one of the two.", node.where)
        else:
            inside.names[node.text] = node.where
            inside.key, inside.key_refused = node, False

    def value(self, inside: _Open, key: ScalarNode, node: Node) -> None:
        if inside.flow and isinstance(node, ScalarNode) and node.is_missing:
            self.error("value-missing", f"`{clip(key.text)}` has no value", _missing_remedy(inside, key), key.where)
            return
        inside.fields.append((key, node))

    def alias(self, name: str, where: InFile) -> bool:
        known = self.anchors.get(name)
        if known is None:
            remedy = "Put quotes around text that begins with `*`; or give the value its anchor before it is used."
            self.error("yaml-alias", f"`*{clip(name)}` refers to nothing", remedy, where)
            self.put(ScalarNode("", where, plain=True), 1, None)
            return True
        node, size = known
        self.nodes += size  # as if written out, so that aliases of aliases can't grow past the limit
        if self.nodes > MAX_NODES:
            message = f"the aliases stand for more than {MAX_NODES} values when written out"
            return self.stop("yaml-aliases", message, "Write the values out where they are needed.", where)
        self.put(node, size, None)
        return True

    def warn_of_comment(self, end: Any) -> None:
        """Text that goes on behind ` #` is a comment to YAML, and would be lost without a word: `headline: We are #1`."""
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        match = _LOST_TEXT.match(line, end.column)
        if match is not None:
            message = f"what follows ' #' is a comment to YAML, and isn't read: '{clip(match[1])}'"
            remedy = "Put quotes around the whole text; or write a space behind the `#`, if a comment is meant."
            where = InFile(self.path, end.line + 1 + self.line_offset, match.start(1) + 1)
            self.problems.append(Problem("comment-in-text", Severity.WARNING, message, remedy, where))

    def refuse_tag(self, event: yaml.NodeEvent, where: InFile) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = f"`!` marks a YAML tag here (`{clip(str(tag))}`), and tags mean nothing in a paper"
            self.error("yaml-tag", message, "Put quotes around text that begins with `!`.", where)

    def refuse(self, error: yaml.YAMLError) -> None:
        """The parser's own complaint, in the desk's words where we have some."""
        mark = getattr(error, "problem_mark", None)
        told = str(getattr(error, "problem", None) or "this is not YAML")
        if any(part in told for part in _SHOWN_WHERE_BEGUN):
            mark = getattr(error, "context_mark", None) or mark
        where = self.at(mark) if mark is not None else InFile(self.path)
        if "maximum nesting depth" in told:
            self.error("yaml-depth", "brackets are nested without end", "Look for a stray bracket.", where)
            return
        line = self.lines[mark.line] if mark is not None and mark.line < len(self.lines) else ""
        curly = next((curly_remedy(sign) for sign in line if sign in _CURLY), "")
        for part, message, remedy in _COMPLAINTS:
            if part in told:
                self.error("yaml-syntax", message, remedy + curly, where)
                return
        self.error("yaml-syntax", told, "Check the quotes, brackets and indents around here.", where)

    def stop(self, code: str, message: str, remedy: str, where: InFile) -> bool:
        self.error(code, message, remedy, where)
        return False

    def root(self) -> Node | None:
        """The finished tree; what is still open after a fault is closed where it stands, and dropped if nothing is in it yet."""
        while self.open:
            done = self.open.pop()
            if done.items or done.fields:
                self.put(done.close(), done.size, None)
            elif self.open:
                self.open[-1].key, self.open[-1].key_refused = None, False
        return self.top

    def at(self, mark: Any) -> InFile:  # the compiled parser's marks and PyYAML's own are two types
        return InFile(self.path, mark.line + 1 + self.line_offset, mark.column + 1)

    def error(self, code: str, message: str, remedy: str, where: InFile) -> None:
        self.problems.append(Problem(code, Severity.ERROR, message, remedy, where))


def _missing_remedy(inside: _Open, key: ScalarNode) -> str:
    """An unquoted comma makes a key of the text behind it; a colon without a space makes a key of the whole."""
    if ":" in key.text and " " not in key.text.split(":", 1)[0]:
        name, rest = key.text.split(":", 1)
        return f"Put a space after the colon: `{clip(name)}: {clip(rest)}`."
    if inside.fields and isinstance(inside.fields[-1][1], ScalarNode) and inside.fields[-1][1].plain:
        name, before = inside.fields[-1][0].text, inside.fields[-1][1].text
        if " " in key.text or not key.text.islower():
            whole = clip((before + ", " + key.text).strip(_CURLY), 80)
            return f'Quote the text, it holds a comma: `{clip(name)}: "{whole}"`.{curly_remedy(before)}'
        told = f'if it belongs to `{clip(name)}`, quote the text, it holds a comma: `{clip(name)}: "…"`.'
        return f"Give it a value; or, {told}{curly_remedy(before)}"
    return "Write a value behind its colon, or take the key out."


def curly_remedy(text: str) -> str:
    """What to say, behind another remedy, of text in typographic quotes; empty for any other."""
    return " Quotes are straight in YAML, \" or '; these are taken as letters." if text[:1] in _CURLY else ""


def clip(text: str, most: int = 40) -> str:
    """The text on one line, shortened for a message."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


_CURLY = "“”„‘’‚«»"
_LOST_TEXT = re.compile(r"[ \t]+(#[^\s#!].*)")

_SHOWN_WHERE_BEGUN = ("could not find expected ':'", "found unexpected end of stream", "did not find expected ',' or")
"""Complaints that the parser makes where it gives up; people look for the quote or the bracket that they forgot to close."""

_COMPLAINTS: tuple[tuple[str, str, str], ...] = (
    ("found character that cannot start any token", "this character can't begin a value, or a tab stands where spaces are meant",
     "Indent with spaces; put quotes around text that begins with @, ` or %."),
    ("found a tab character", "a tab stands in the indent", "Indent with spaces."),
    ("mapping values are not allowed", "a colon followed by a space can't stand here",
     "Put quotes around text that holds `: `; or check the indent."),
    ("could not find expected ':'", "a key without its colon stands here or just above", "Write `key: value`; check the indent."),
    ("did not find expected key", "the indent doesn't fit what stands above, or a quote closes too early",
     "Line the key up with its neighbours; write text that holds quotes under a `|`."),
    ("did not find expected '-' indicator", "the indent doesn't fit the list above", "Line the dash up with the others."),
    ("did not find expected ',' or", "a comma or the closing bracket is missing",
     "Close the bracket; put quotes around text that holds brackets, commas or colons."),
    ("found unexpected end of stream", "a quote is opened and never closed", "Close the quote."),
    ("found unknown escape character", "a backslash stands in double quotes", "Put single quotes around such text."),
    ("alphabetic or numeric character", "text that begins with * or & must be quoted", "Put quotes around it."),
    ("block sequence entries are not allowed", "a list can't begin here", "Begin the list on a line of its own, indented."),
    ("did not find expected node content", "a value is missing here", "Write a value, or take the comma or colon out."),
    ("did not find expected <document start>", "the text goes on where the document should end",
     "Check the indent and the quotes of this line."),
)  # fmt: skip
