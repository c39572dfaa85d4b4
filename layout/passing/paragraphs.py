"""Paragraphs that were cut on their way, and those that came twice.

In: the copy. Out: paragraphs of stories and briefs that end in a hyphen, a comma or without a stop. Not judged are short lines
(verse, addresses, signatures), lists, what stands in brackets or in a manner of its own, addresses of the web, and stories that
never write a stop.
"""

import re
from collections.abc import Iterator, Sequence

from layout.content.story import Spans
from layout.passing.copy_rules import COPY_CUT, PARAGRAPH_DOUBLED, or_allow
from layout.passing.passages import Copy, Group, Part, Passage, Told, tell

_SENTENCE = 8  # words; less is a line and no sentence
_LETTER_OPENING = 12  # words up to which a comma may end a form of address
_LISTING = 3  # paragraphs without a stop at least, and more than half of them, are how the story is written
_TWICE = 8  # words of a paragraph that does not come twice by chance
_SHOWN = 7  # words of a paragraph's end that are shown

_STOPS = ".!?…:‽。！？｡؟۔।։።"
_CLOSERS = "\"'”’“‘»«›‹)]}* \u00a0\u202f†‡§■●◆▪□▌¶★☆◼►→"
_NO_STOP_NEEDED = 0x0530  # beyond Latin, Greek and Cyrillic scripts have stops of their own, or none
_IN_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]\Z")
_ADDRESS = re.compile(r"(?:@|://|www\.)\S*\Z|\w\.[a-z]{2,}(?:/\S*)?\Z")
_NUMBER = re.compile(r"\d[\d\s\u00a0/().+–-]{4,}\Z")
_NAME = r"(?:[^\W\d_a-zà-ÿ][\w.'’-]*|and|und|et|y|&|de|von|van|of|(?:dpa|afp|ap|apa|epd|kna|sid|rtr|sda|ots)(?:[/-][a-z]{2,4})*)"
_SIGNED = re.compile(rf"[.!?…][\"'”’“»«)]*\s+[-–—/(]*\s*{_NAME}(?:[\s,/|]+{_NAME}){{0,5}}\Z")
_MANNER = ("bold", "italic", "small_caps", "link")


def check_paragraphs(copy: Copy) -> Told:
    """Every story's and brief's paragraphs."""
    for group in copy.groups:
        yield from _check_cut(group)
        yield from _check_twice(group)


def _check_cut(group: Group) -> Told:
    judged = sentences = 0
    cut: list[tuple[Passage, str]] = []
    for index, passage in enumerate(group.body):
        if passage.part is not Part.BODY:
            continue
        following = group.body[index + 1 :]
        long = passage.text.count(" ") + 1 >= _SENTENCE
        sentences += long
        end = _end(passage, following, long=long)
        if end:
            cut.append((passage, end))
            judged += end == "no stop"
    if judged >= _LISTING and judged * 2 > sentences:
        cut = [each for each in cut if each[1] != "no stop"]
    for passage, end in cut:
        tail = " ".join(passage.text.split()[-_SHOWN:])
        text = f"ends in {end}, as if it were cut: “… {tail}”" if end != "no stop" else f"ends without a stop: “… {tail}”"
        remedy = "Look for what is missing, or write its stop." + or_allow(COPY_CUT)
        yield tell(COPY_CUT, passage, text, remedy)


def _end(passage: Passage, following: Sequence[Passage], *, long: bool) -> str:
    """How a paragraph ends that was probably cut: `a hyphen`, `a comma`, `a colon`, `no stop`; empty where it ends well."""
    text = passage.text.rstrip(" \u00a0\u202f")
    if " " in text and text[-1] in "-\u00ad\u2010" and text[-2].isalpha():
        return "a hyphen"
    if not long:
        return ""
    if text[-1] in ",;":
        addressed = text.count(" ") < _LETTER_OPENING and bool(following)
        return "" if addressed or _before_list(following) else "a comma" if text[-1] == "," else "a semicolon"
    bare = text.rstrip(_CLOSERS)
    if text[-1] == ":" or bare[-1:] in _STOPS:
        return "a colon" if text[-1] == ":" and not following else ""
    return "" if _needs_no_stop(text, bare, passage.spans) else "no stop"


def _needs_no_stop(text: str, bare: str, spans: Spans) -> bool:
    if not bare or not bare[-1].isalnum() or ord(bare[-1]) >= _NO_STOP_NEEDED:
        return True
    if _ADDRESS.search(text) or _NUMBER.search(text) or _SIGNED.search(text) or (text[0] in "([" and text[-1] in ")]"):
        return True
    behind = _IN_BRACKETS.search(text)
    if behind is not None and text[: behind.start()].rstrip(_CLOSERS)[-1:] in _STOPS:
        return True
    before = _before_own_manner(spans)
    return before is not None and (not before.strip() or before.rstrip(_CLOSERS)[-1:] in _STOPS)


def _before_own_manner(spans: Spans) -> str | None:
    """What stands before a paragraph's last words where those are bold, italic, small capitals or a link; None where not."""
    last = len(spans)
    while last and (not spans[last - 1].text.strip() or any(getattr(spans[last - 1], manner) for manner in _MANNER)):
        last -= 1
    return None if last == len(spans) else "".join(span.text for span in spans[:last])


def _before_list(following: Sequence[Passage]) -> bool:
    return bool(following) and following[0].part in (Part.LIST_ITEM, Part.SET_IN)


def _check_twice(group: Group) -> Told:
    seen: set[str] = set()
    for passage in _prose(group):
        words = " ".join(passage.text.split())
        if words in seen:
            opening = " ".join(words.split(" ")[:_SHOWN])
            remedy = "Take one of the two out." + or_allow(PARAGRAPH_DOUBLED)
            yield tell(PARAGRAPH_DOUBLED, passage, f"stands in the story twice: “{opening} …”", remedy)
        seen.add(words)


def _prose(group: Group) -> Iterator[Passage]:
    for passage in group.body:
        if passage.part in (Part.BODY, Part.LIST_ITEM) and passage.text.count(" ") + 1 >= _TWICE:
            yield passage
