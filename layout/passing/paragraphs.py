"""Paragraphs that were cut on their way, and those that came twice.

In: the copy. Out: paragraphs of stories and briefs that end in a hyphen, a comma, without a stop, or in a word that ends no
sentence, be there a stop behind it (“by the porter and the.”). Not judged are short lines (verse, addresses, signatures) but for
such a word, lists, line-ups and results, a letter's last line, what stands in brackets or in a manner of its own, addresses of
the web, and stories that never write a stop.
"""

import re
from collections.abc import Iterator, Sequence

from layout.content.story import Spans
from layout.passing.copy_rules import COPY_CUT, PARAGRAPH_DOUBLED, or_allow
from layout.passing.passages import Copy, Group, Part, Passage, Told, mother, tell

_SENTENCE = 8  # words; less is a line and no sentence
_CLAUSE = 5  # words of a short line that may be judged by its last one
_END_NO_SENTENCE = {
    "en": "the a an and or nor my our their your every during despite via",
    "de": "und oder sowie dass weil des zum zur vom im ins beim",
    "fr": "le les des du de au aux et ou dans chez",
    "es": "el los las un de del al y en con",
}
_END_NO_LINE = {"en": "its but", "de": "der die das den dem ein eine einen einem einer von für"}
"""Of these too, where no stop follows, and the line is a sentence's length."""
_LAST_WORD = {
    language: re.compile(rf"\s(?P<last>{words.replace(' ', '|')})(?P<stop>\.?)\Z") for language, words in _END_NO_SENTENCE.items()
}
_LAST_OF_LINE = {language: re.compile(rf"\s(?P<last>{words.replace(' ', '|')})\Z") for language, words in _END_NO_LINE.items()}
_NUMBERS = dict(enumerate("three four five six seven eight nine ten eleven twelve".split(), start=3))
_SMALL_IN_LISTS = 0.25  # of a line-up's or a result's words begin with a small letter; of a sentence's, twice as many at least
_SMALL_IN_NAMES = 0.5  # of a signature's
_CLOSING = re.compile(
    r"(?:Yours|Sincerely|(?:Kind|Best|Warm) (?:regards|wishes)|With (?:kind|best|warm)"
    r"|Name (?:and address )?(?:supplied|withheld)|Mit (?:freundlich|herzlich|besten|vielen)\w* Gr|Hochachtungsvoll"
    r"|Cordialement|Bien à vous|Atentamente)"
)
_TWO_NAMES = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*\s+){2}|(?:[A-ZÀ-ÖØ-Þ][\w.'’-]*\s+)+(?:and|und|et|y|&)\s+[A-ZÀ-ÖØ-Þ]")
_SALUTED = re.compile(r"(?:Dear|Sir|Madam|Sehr geehrte|Liebe|Monsieur|Madame|Estimad)\b")
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
_WORD = re.compile(r"[^\W_]+")
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
        end = _last_word(passage, group.body[max(0, index - 1) : index + 2]) or _end(passage, following, long=long)
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


def _last_word(passage: Passage, round_it: Sequence[Passage]) -> str:
    """The last word of a paragraph that no sentence ends in, in its marks; empty where there is none."""
    language = mother(passage.language)
    looked = _LAST_WORD.get(language)
    text = passage.text.rstrip(' \u00a0\u202f"”’“»«')
    match = looked.search(text, max(0, len(text) - _SENTENCE * 2)) if looked is not None else None
    if match is not None and re.search(rf"\b{match['last']}\W*\Z", text[: match.start()], re.IGNORECASE):
        return ""  # `Kaffee, Kuchen und und und.`
    last = next((span for span in reversed(passage.spans) if _WORD.search(span.text)), None)
    if last is not None and any(getattr(last, manner) for manner in _MANNER):
        return ""  # `nobody knows the word *and*.`
    if match is not None and match["stop"]:
        return f"“{match['last']}”" if text.count(" ") >= 2 else ""
    words = text.count(" ") + 1
    if match is None and _CLAUSE <= words < _SENTENCE and language in _LAST_OF_LINE:
        match = _LAST_OF_LINE[language].search(text)
    if match is None or words < _CLAUSE:
        return ""
    verse = words < _SENTENCE and any(_is_verse(each) for each in round_it if each is not passage)
    return "" if verse else f"“{match['last']}”"


def _is_verse(passage: Passage) -> bool:
    """True of a short line without a stop."""
    text = passage.text.rstrip(_CLOSERS)
    return passage.part is Part.BODY and text.count(" ") + 1 < _SENTENCE and text[-1:] not in _STOPS


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
    if _small(text) <= _SMALL_IN_LISTS or (_is_last(following) and _is_signature(text)):
        return ""
    return "" if _needs_no_stop(text, bare, passage.spans) else "no stop"


def _small(text: str) -> float:
    """What part of a text's words begins with a small letter."""
    words = re.findall(r"\w+", text)
    return len([word for word in words if word[0].islower()]) / max(1, len(words))


def _is_last(following: Sequence[Passage]) -> bool:
    """True of what a story or a letter ends with."""
    return not following or following[0].part is Part.CROSSHEAD or _SALUTED.match(following[0].text) is not None


def _is_signature(text: str) -> bool:
    if _CLOSING.match(text):
        return True
    return "," in text and _TWO_NAMES.match(text) is not None and _small(text) <= _SMALL_IN_NAMES


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
    alike: dict[str, list[Passage]] = {}
    for passage in _prose(group):
        # A mark or a capital makes it no other paragraph.
        alike.setdefault(" ".join(_WORD.findall(passage.text)).casefold(), []).append(passage)
    for passages in alike.values():
        if len(passages) > 1:
            again, times = passages[1], len(passages)
            opening = " ".join(again.text.split()[:_SHOWN])
            remedy = ("Take one of the two out." if times == 2 else "Leave one.") + or_allow(PARAGRAPH_DOUBLED)
            yield tell(PARAGRAPH_DOUBLED, again, f"stands in the story {_times(times)}: “{opening} …”", remedy)


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{_NUMBERS.get(number, f'{number:,}')} times"


def _prose(group: Group) -> Iterator[Passage]:
    for passage in group.body:
        if passage.part in (Part.BODY, Part.LIST_ITEM) and passage.text.count(" ") + 1 >= _TWICE:
            yield passage
