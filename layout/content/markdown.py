"""Markdown as the newsroom writes it: paragraphs, crossheads, quotes and lists; bold, italic, links, small capitals.

In: a story's text. Out: its paragraphs, in order. Whatever has no place in print is a problem with its line; its words are kept.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile
from layout.content.reading import Reading
from layout.content.story import Paragraph, Role, Span, Spans
from layout.content.text_file import one_line
from layout.content.yaml_nodes import clip

MAY_CUT = "may-cut"
SMALL_CAPS = "small-caps"
MOST_MARKS = 3000  # in one paragraph; more is no prose, and the parser's time grows with their square
MOST_NESTED = 12  # quotes in lists in quotes; the parser drops what lies deeper than it follows

_MARKS = re.compile(r"[*_`\[\]<!~]|\{\s*\.")
_LEFT_OVER = re.compile(
    r"(?P<class>\{\s*\.[\w-]*\s*\}?)|(?P<link>\]\()|(?P<note>\[\^)"
    r"|(?P<mark>\*\*|(?<![\w*])(?:\*|_(?=[^\W_]))(?=[^\s*]))"
)
_ESCAPED = "\0"  # stands for a mark behind a backslash, which is meant to print
_CLASS_AT_END = re.compile(r"\s*\{\s*\.([\w-]{1,40})\s*\}\s*\Z")
_SPAN_CLASS = re.compile(r"\{\s*\.([\w-]{1,40})\s*\}")
_TAG = re.compile(r"<[^>]*>")
_NESTED = re.compile(rf"(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{{1,9}}[.)](?=[ \t]))){{{MOST_NESTED},}}[ \t]*")
_INDENT = re.compile(rf"[ \t]{{{2 * MOST_NESTED},}}")


def read_markdown(text: str, path: str, first_line: int, reading: Reading) -> tuple[Paragraph, ...]:
    """The paragraphs of a story whose text begins on `first_line` of the file."""
    walk = _Walk(text.split("\n"), path, first_line, reading)
    walk.flatten_nests()
    return tuple(walk.paragraphs(_PARSER.parse("\n".join(walk.lines))))


def read_inline(text: str, where: InFile, reading: Reading) -> Spans:
    """One line of Markdown, as in captions and notices. Every problem stands at `where`."""
    return _spans(one_line(text), lambda _: where, reading)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 6 * MOST_NESTED}).enable(["table", "strikethrough"])
    # Indented lines are paragraphs, `---` under a line is no headline, and `[name]: text` is not swallowed as a definition.
    parser.disable(["code", "lheading", "reference"])
    parser.disable(["inline", "text_join"])  # paragraph by paragraph, in _spans()
    parser.inline.ruler.before("link", "span", _span_rule)
    parser.inline.ruler.before("emphasis", "star", _star_rule)
    return parser


def _span_rule(state: StateInline, silent: bool) -> bool:
    """`[HMS]{.small-caps}`: text in brackets with a class behind it."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0:
        return False
    match = _SPAN_CLASS.match(state.src, end + 1)
    if match is None:
        return False
    if not silent:
        state.push("span_open", "span", 1).info = match[1]
        state.pos, after = state.pos + 1, state.posMax
        state.posMax = end
        state.md.inline.tokenize(state)
        state.posMax = after
        state.push("span_close", "span", -1)
    state.pos = match.end()
    return True


def _star_rule(state: StateInline, silent: bool) -> bool:
    """An asterisk between two letters or figures opens nothing: `2*3*4` prints as it stands."""
    if state.src[state.pos] != "*" or any(mark.marker == ord("*") and mark.open for mark in state.delimiters):
        return False
    before, after = state.src[max(state.pos - 1, 0) : state.pos], state.src[state.pos + 1 : state.pos + 2]
    if not (before.isalnum() and after.isalnum()):
        return False
    if not silent:
        state.pending += "*"
    state.pos += 1
    return True


_PARSER = _make_parser()


@dataclass
class _Walk:
    """A story's lines, and where they stand."""

    lines: list[str]
    path: str
    first_line: int
    reading: Reading

    def flatten_nests(self) -> None:
        """Take the marks of quotes and lists away where there are more of them than the parser follows."""
        for index, line in enumerate(self.lines):
            match = _NESTED.match(line)
            if match is not None:
                self.refuse("text-nested", "lists or quotes are nested without end", "Write one level of them.", index)
                self.lines[index] = line[match.end() :]
            elif _INDENT.match(line):
                self.lines[index] = line.lstrip()

    def paragraphs(self, tokens: Sequence[Token]) -> Iterator[Paragraph]:
        """One paragraph for each block of text."""
        roles: list[Role] = [Role.BODY]
        lists: list[_List] = []
        for index, token in enumerate(tokens):
            match token.type:
                case "heading_open":
                    roles.append(Role.CROSSHEAD)
                    self.check_heading(token)
                case "blockquote_open":
                    roles.append(Role.QUOTE)
                case "bullet_list_open" | "ordered_list_open":
                    lists.append(self.list_of(token, tokens[index + 1 :]))
                    if len(lists) == 2:
                        self.refuse("list-nested", "a list stands inside a list", "Write one list.", _line(token))
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "list_item_open":
                    roles.append(lists[-1].role)
                    lists[-1].begin_item()
                case "heading_close" | "blockquote_close" | "list_item_close":
                    roles.pop()
                case "inline":
                    yield from self.paragraph(token, roles[-1], lists[-1] if lists else None)
                case _:
                    yield from self.misplaced(token)

    def paragraph(self, token: Token, role: Role, inside: "_List | None") -> Iterator[Paragraph]:
        index = _line(token)
        content, may_cut = self.without_class(token.content, index)
        spans = _spans(content, lambda found: self.place(index, content, found), self.reading)
        ordinal: int | None = None
        if inside is not None and role is not Role.CROSSHEAD:
            prefix, ordinal, continued = inside.take()
            role = Role.BODY if continued and role is Role.LIST_ITEM else role
            spans = (Span(prefix), *spans) if prefix else spans
        if spans:
            yield Paragraph(role, _merged(spans), self.place(index, content, 0), may_cut, ordinal)

    def without_class(self, content: str, index: int) -> tuple[str, bool]:
        """The text without `{.may-cut}` at its end, and whether it stood there."""
        match = _CLASS_AT_END.search(content)
        if match is None or (match[0].startswith("{") and content[: match.start()].endswith("]")):
            return content, False  # a span's class belongs to the brackets before it
        if match[1] != MAY_CUT:
            where = self.place(index, content, match.start())
            remedy = f"A paragraph may end in {{.{MAY_CUT}}}{did_you_mean(match[1], [MAY_CUT])}"
            self.reading.error("class-unknown", f"'{{.{match[1]}}}' means nothing at a paragraph's end", remedy, where)
        return content[: match.start()], match[1] == MAY_CUT

    def list_of(self, token: Token, rest: Sequence[Token]) -> "_List":
        """A list; a lone number far from 1 at a paragraph's start (`1917. That year`) is no list at all."""
        if token.type == "bullet_list_open":
            return _List(Role.LIST_ITEM, None)
        given = token.attrGet("start")
        start = 1 if given is None else int(given)
        items = 0
        for other in rest:
            if other.type == "ordered_list_close" and other.level == token.level:
                break
            items += other.type == "list_item_open" and other.level == token.level + 1
        if items == 1 and start > 1:
            return _List(Role.BODY, start - 1, f"{start}{token.markup} ")
        return _List(Role.LIST_ITEM, start - 1)

    def check_heading(self, token: Token) -> None:
        if token.markup != "##":
            remedy = "Write `## ` before it; the story's headline stands in `headline:` at the top."
            self.refuse("heading-level", f"a crosshead has two marks, not {len(token.markup)}", remedy, _line(token))

    def misplaced(self, token: Token) -> Iterator[Paragraph]:
        """What has no place in print, with its words kept."""
        index = _line(token)
        match token.type:
            case "html_block":
                self.refuse("text-html", f"HTML stands in the text: '{clip(token.content)}'", "Write Markdown.", index)
            case "fence" | "code_block":
                self.refuse("text-code", "a block of code stands in the text", "Take the marks ``` out.", index)
            case "hr":
                self.refuse("text-rule", "a rule stands in the text", "Take it out; a crosshead divides a story.", index)
                return
            case "table_open":
                remedy = "Put it into a CSV file, and place that: `table: tables/name.csv`."
                self.refuse("text-table", "a table stands in the text", remedy, index)
                return
            case _:
                return
        words = one_line(_TAG.sub(" ", token.content))
        if words:
            yield Paragraph(Role.BODY, (Span(words),), self.place(index, words, 0))

    def refuse(self, code: str, message: str, remedy: str, index: int) -> None:
        self.reading.error(code, message, remedy, self.place(index, "", 0))

    def place(self, index: int, content: str, offset: int) -> InFile:
        """The place of a character of a block that begins on line `index` of the text."""
        before = content[:offset]
        row = index + before.count("\n")
        line = content.split("\n")[before.count("\n")] if content else ""
        indent = max(self.lines[row].find(line), 0) if row < len(self.lines) else 0
        return InFile(self.path, self.first_line + row, indent + offset - (before.rfind("\n") + 1) + 1)


class _List:
    """A list being read: what its next paragraph is."""

    def __init__(self, role: Role, number: int | None, prefix: str = "") -> None:
        self.role = role
        self.number = number
        self.prefix = prefix
        self.taken = False

    def begin_item(self) -> None:
        """The next item begins."""
        self.taken = False
        self.number = None if self.number is None else self.number + 1

    def take(self) -> tuple[str, int | None, bool]:
        """Text before the paragraph, its number, and whether it goes on with an item that has begun."""
        continued, self.taken = self.taken, True
        if self.prefix:
            return ("" if continued else self.prefix), None, continued
        return "", (None if continued else self.number), continued


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _spans(content: str, place: Callable[[int], InFile], reading: Reading) -> Spans:
    """A paragraph's runs of text. `place` gives the place of a character of `content`."""
    if not _MARKS.search(content) and "&" not in content and "\\" not in content:
        plain = one_line(content)
        return (Span(plain),) if plain else ()
    if len(_MARKS.findall(content)) > MOST_MARKS:
        message = f"this paragraph has more than {MOST_MARKS} marks; they are printed as they stand"
        reading.error("text-marks", message, "Check that this is a story.", place(0))
        return (Span(one_line(content)),)
    tokens: list[Token] = []
    _PARSER.inline.parse(content, _PARSER, {}, tokens)
    inline = _Inline(content, place, reading)
    spans = _merged(tuple(inline.spans(tokens)))
    inline.check_left_over(tokens)
    return spans


@dataclass
class _Inline:
    """A paragraph's text, searched from `found` on for the place of what is refused."""

    content: str
    place: Callable[[int], InFile]
    reading: Reading
    found: int = 0

    def spans(self, tokens: Sequence[Token]) -> Iterator[Span]:
        """The runs of text, in order."""
        manner = Span("")
        links: list[str] = []
        for token in tokens:
            match token.type:
                case "text" | "text_special":
                    yield replace(manner, text=token.content)
                case "softbreak" | "hardbreak":
                    yield replace(manner, text=" ")
                case "strong_open" | "strong_close":
                    manner = replace(manner, bold=token.nesting > 0)
                case "em_open" | "em_close":
                    manner = replace(manner, italic=token.nesting > 0)
                case "link_open":
                    links.append(str(token.attrGet("href") or ""))
                    manner = replace(manner, link=links[-1])
                case "link_close":
                    manner = replace(manner, link="")
                case "span_open":
                    self.check_span(token)
                    manner = replace(manner, small_caps=True)
                case "span_close":
                    manner = replace(manner, small_caps=False)
                case _:
                    yield from self.misplaced(token, manner)

    def check_left_over(self, tokens: Sequence[Token]) -> None:
        """Marks that open and don't close would be printed as they were typed."""
        printed = "".join(token.content if token.type == "text" else _ESCAPED for token in tokens)
        self.found = 0
        for match in _LEFT_OVER.finditer(printed):
            mark = match[0]
            at = self.content.find(printed[match.start() : match.start() + 8].partition(_ESCAPED)[0], self.found)
            self.found = max(at + 1, self.found)
            code, place, told = "text-marks", self.place(max(at, 0)), clip(printed[match.start() :].replace(_ESCAPED, ""), 24)
            match match.lastgroup:
                case "class":
                    remedy = f"`{{.{MAY_CUT}}}` ends a paragraph; a manner of type has brackets: `[text]{{.{SMALL_CAPS}}}`."
                    self.reading.error(code, f"'{told}' would be printed as it stands", remedy, place)
                case "link":
                    self.reading.error(
                        code, f"a link isn't closed: '{told}'", "Write `[text](address)`, or take the marks out.", place
                    )
                case "note":
                    remedy = "Write the note into the text, or take it out."
                    self.reading.warning(code, f"a footnote would be printed as it stands: '{told}'", remedy, place)
                case _:
                    remedy = f"Close it, `{mark}word{mark}`, or take it out; write `\\{mark}` where it is meant to print."
                    self.reading.warning(code, f"`{mark}` opens here and doesn't close: '{told}'", remedy, place)

    def check_span(self, token: Token) -> None:
        if token.info != SMALL_CAPS:
            remedy = f"Write [text]{{.{SMALL_CAPS}}}{did_you_mean(token.info, [SMALL_CAPS])}"
            self.refuse("class-unknown", f"'{{.{token.info}}}' is no manner of type", remedy, "{." + token.info)

    def misplaced(self, token: Token, manner: Span) -> Iterator[Span]:
        match token.type:
            case "html_inline":
                self.refuse("text-html", f"HTML stands in the text: '{clip(token.content)}'", "Write Markdown.", token.content)
            case "code_inline":
                self.refuse(
                    "text-code", f"`{clip(token.content)}` is set as code", "Take the ` marks out.", token.markup + token.content
                )
                yield replace(manner, text=token.content)
            case "image":
                remedy = "Name it under `photos:` at the top of the story, and place it in the issue: `photo: {cols: 2}`."
                self.refuse("text-image", "a picture stands in the text", remedy, "![")
                yield replace(manner, text=token.content)
            case "s_open":
                self.refuse("text-struck", "text is struck out", "Take it out, or take the ~~ away.", "~~")
            case _:
                return

    def refuse(self, code: str, message: str, remedy: str, what: str) -> None:
        at = self.content.find(what, self.found)
        self.found = at + 1 if at >= 0 else self.found
        self.reading.error(code, message, remedy, self.place(max(at, 0)))


def _manner(span: Span) -> tuple[bool, bool, bool, str]:
    return span.bold, span.italic, span.small_caps, span.link


def _merged(spans: Spans) -> Spans:
    """Neighbours in one manner joined, white space single, none at the ends."""
    joined: list[Span] = []
    for span in spans:
        text = re.sub(r"[ \t\n]+", " ", span.text)
        if (not joined or joined[-1].text.endswith(" ")) and text.startswith(" "):
            text = text[1:]
        if not text:
            continue
        if joined and _manner(joined[-1]) == _manner(span):
            joined[-1] = replace(span, text=joined[-1].text + text)
        else:
            joined.append(span if text == span.text else replace(span, text=text))
    if joined and joined[-1].text.endswith(" "):
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(span for span in joined if span.text)
