"""What was never meant for readers: filler, notes of the newsroom, code of other programs, broken letters.

In: the copy. Out: every passage that holds one. All are looked for as whole words, with their capitals, and beside what they
stand for: `TK` is also an insurer, `XX` a Roman numeral, `???` a loud question, `xx` at a letter's end a kiss.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from layout.base.problems import Problem
from layout.passing.copy_rules import ENCODING, FILLER, MARKUP, NOTE, or_allow
from layout.passing.findings import Rule
from layout.passing.passages import Copy, Part, Passage, Told, mother, quoted, tell
from layout.passing.placeholders import is_placeholder

_I = re.IGNORECASE
_FILLER = re.compile(
    r"\b(?:lorem|ipsum\s+dolor|dolor\s+sit\s+amet|consectetur\s+adipi\w+|sed\s+ut\s+perspiciatis|at\s+vero\s+eos\s+et)\b"
    r"|\b(?:blindtexte?s?|dummy\s+(?:text|copy)|filler\s+(?:text|copy)|placeholder\s+(?:text|copy)|platzhaltertext"
    r"|faux[\s-]texte|texto\s+(?:de\s+relleno|simulado))\b"
    r"|\bhinter\s+den\s+wortbergen\b"
    r"|\b(text|copy|texte|texto|titel|titre)(?:\s+\1){2,}\b"
    r"|\b(headline|caption|kicker|byline|überschrift|bildtext|mengentext|titular|légende)(?:\s+\2)+\b",
    _I,
)
_FILLER_HINTS = (
    "lorem", "ipsum", "dolor sit", "consectetur", "perspiciatis", "at vero", "blindtext", "dummy", "filler", "placeholder",
    "platzhaltertext", "faux", "texto de relleno", "simulado", "wortbergen", "text text", "copy copy", "texte texte",
    "texto texto", "titel titel", "titre titre", "headline headline", "caption caption", "kicker kicker", "byline byline",
    "bildtext bildtext",
    "überschrift überschrift", "mengentext mengentext", "titular titular", "légende légende",
)  # fmt: skip

_TK = re.compile(r"(?<![\w.&'’-])TK(?!\w|&|[’']\w|\s(?:Maxx|Elevator|Aero))")
_TK_TWICE = re.compile(r"(?<![\w.-])(?:TK){2,4}(?!\w)|(?<![\w.-])TK TK(?!\w)|(?<![\w.-])(?:tktk)+(?!\w)")

_TK_ASIDE = re.compile(r"\(tk\)")
_TK_LANGUAGE = "en"  # “to come”; elsewhere it is a name, such as that of a German insurer

_COUNTED = (
    r"(?:%|‰|€|£|\$|(?:per\s?cent|percent|people|million|billion|euros?|pounds|dollars|years?|minutes|hours|days|months|miles"
    r"|km|metres|meters|kilometres|times|votes|seats|members|points|goals|Prozent|Euro|Jahren?|Minuten|Stunden|Tagen?|Monaten?"
    r"|Uhr|Millionen|Milliarden|Menschen|Personen|Meter|Kilometer|Stimmen|Punkten?|Tore|ans|années|personnes|millions|milliards"
    r"|heures|jours|mois|años|personas|millones|horas|días|meses)\b|-years?\b|-jährige?[nrsm]?\b)"
)
_TK_SMALL = re.compile(rf"(?<![\w.&'’-])tk(?=\s{_COUNTED})")
_BEFORE_NUMBER = r"(?:[€£$]\s?|\b(?:pages?|Seiten?|aged|Mrs?\.?|Ms\.?|Herrn?|Frau|Mme|Señora?|Tel\.|phone)\s)"
_XX = re.compile(
    rf"(?<![\w.-])(?:XX+(?=\s?{_COUNTED})|(?<!\w)xx+(?=\s?{_COUNTED}))"
    rf"|{_BEFORE_NUMBER}[Xx]{{2,}}(?![\w-])"
    r"|(?<!\w)(?:[Xx]{2,}([./:-])(?:[Xx]{2,}|20XX)(?:\1[Xx]{2,})?)(?!\w)"
    r"|(?<![\w.-])(?<!Castlemaine )[Xx]{4,}(?!\w)|\b(?:19|20)[Xx]{2}\b"
    r"|(?<![\w.-])xx+(?=\s+\w)"
    r"|\b(?i:about|some|around|nearly|almost|more than|rund|etwa|knapp|fast|mehr als)\sXX+"
    r"(?=\s(?!films?|movies?|videos?|porn|rated)[a-z])"
    r"|(?<![\w.-])(?<!Bowl )XX+(?=\s(?:letters|readers|visitors|houses|homes|jobs|households|lamps|boats|ships|copies|residents"
    r"|children|women|men|fans|Briefe|Leser|Besucher|Wohnungen|Häuser)\b)"
)
_NOUGHTS = re.compile(
    r"[€£$]\s?0{2,3}(?:[,.]0{3})*(?:[.,]0{2})?(?![\d]|[.,]\d)|(?<![\d.,])(?<!\d\s)000[.,]000(?![\d]|[.,]\d)"
    r"|(?<=[^\W\d_]), 00(?=, [a-z])|\b(?:aged|Alter von) 00\b"
)
_NN = re.compile(
    r"(?:(?<=[a-zß-öø-ÿ], )|(?<![\s\S])|(?<=[.!?]\s)|(?<=[.,!?][\"”“]\s))NN(?=, (?:\d\d,|(?:said|says|told|sagte?)\b))"
    r"|\b(?:Mr|Mrs|Miss|Ms|Dr|Herr|Frau)\.?\sNN(?![\w.])"
)
_FOR_THE_DESK = re.compile(
    r"\b(?:NB|N\.B\.|Attn|FAO|Memo|Note)(?: to)?(?: the)? "
    r"(?:subs?|sub-?editors?|desk|news ?desk|copy ?desk|picture desk|eds|editors)\s*[:–—]"
    r"|\[\s*(?:subs?|desk|eds)\s*[:,][^\]]*\]|\b(?:An|Für|Achtung)\s(?:CvD|Schlussredaktion|Layout|Grafik)\s*:"
)
_AWAITED = re.compile(
    r"(?:\A\W*|(?<=[.!?]\s)|[\[(])(?:[\w-]+ ){0,2}?"
    r"(?:quotes?|copy|captions?|figures?|headlines?|pars?|pics?|pictures?|reax|standfirst|intro|more)"
    r" to come (?:from [A-Z]\w+ )?by (?:noon|midnight|tonight|tomorrow|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve)(?: ?[ap]\.?m)?\W*\Z",
    _I,
)
_READ_AGAIN = re.compile(
    r"(?:(?<![\s\S])|(?<=[.!?]\s)|(?<=[\[(]))bitte (?:(?:noch(?: ?mal| einmal)? )?gegen(?:lesen|checken)"
    r"|noch (?:prüfen|checken|ergänzen|einfügen|kürzen|nachtragen))(?=[.!\])]|\s*\Z)",
    _I,
)
_MORE = re.compile(r"(?:(?<=[.!?…]\s)|(?<=[\"”]\s))[(\[](?:more|more follows|MORE|MORE FOLLOWS|folgt mehr|mehr folgt)[)\]]\s*\Z")
_SIGNED_OFF = re.compile(r"[\s,]+x{1,6}[.!]?\Z")
_LAST_XX = re.compile(r"(?<![\w.-])xx+\W*\Z")
_LETTERS = frozenset({Part.BODY, Part.NOTICE, Part.QUOTE, Part.SET_IN, Part.LIST_ITEM})
"""What may be signed off with kisses."""
_QUESTIONS = re.compile(r"[\[(]\?{3,}[\])]|\A\s*\?{2,}\s*\Z")
_FOR_A_WORD = re.compile(r"(?:(?<=\s)|(?<![\s\S]))\?{3,}(?=\s+[a-zà-ÿ0-9%€£$])")
_TWO_FOR_A_NUMBER = re.compile(
    rf"[€£$]\s?\?{{2,}}|(?<=\s)\?{{2,}}(?=\s(?:{_COUNTED}|(?:Jan|Feb|März|Mar|Apr|May|Mai|Jun|Jul|Aug|Sept|Okt|Oct|Nov|Dez|Dec"
    r"|janv|févr|mars|avr|juin|juil|août|déc|ene|febr|abril|mayo|ag|dic)[a-zé]{0,7}\b))"
)
_SPACED_QUESTION = "fr"  # where a question mark stands behind a space
_IN_BRACKETS = re.compile(
    r"\[\s*(?:(?:please |bitte |fact[ -]?)?(?:check(?![ -]?(?:in|out|up)\b)|chk|ck|verify|confirm|prüfen|klären|checken|vérifier"
    r"|comprobar|verificar)(?:[\s:,][^\]]{0,30})?"
    r"|(?:(?:first |last |full )?names?|date|age|spelling|sp|source|figures?|number|title|place|photo|pic|quote|link|tk"
    r"|tb[cda]|todo|xx+"
    r"|Vorname|Nachname|Namen?|Datum|Alter|Zahl(?:en)?|Summe|Betrag|Uhrzeit|Schreibweise|Quelle|Ort|Foto|Zitat|nom|prénom|âge"
    r"|à vérifier|nombre|apellido|fecha|edad|fuente)"
    r"(?: (?:here|tk|hier|ici|aquí|fehlt|(?:bitte )?(?:noch )?(?:prüfen|klären|checken|ergänzen|nachtragen)|(?:to |please )?check"
    r"|please|à vérifier))?|insert [^\]]{1,40}|[^\]]{1,30} (?:einfügen|folgt|to come|tk|à venir))\s*[?:!]*\s*\]",
    _I,
)
_A_WORD = re.compile(r"\[\s*[^\W\d_]+\s*\]")
_ARTICLE = re.compile(
    r"(?<!\w)(?:the|an?|his|her|their|your|this|that|no|every|der|die|das|den|dem|ein\w*|kein\w*|le|la|un|une|el)\s\Z", _I
)
_NOTED_ANYWHERE = re.compile(
    r"\[\s*(?:check|chk|ck|verify|confirm|prüfen|klären|checken|vérifier|comprobar|verificar|tk|tb[cda]|todo|xx+)\b", _I
)
_SHOUTED = re.compile(r"\((?:CHECK|PRÜFEN|XX+)\b[^)]{0,20}\)")
_TODO = re.compile(r"(?<![\w-])(?:FIXME|TODO)(?![\w-])")
_FIXME = re.compile(r"(?<![\w-])FIXME(?![\w-])")
_TODO_IS_A_WORD = frozenset({"es", "pt", "gl", "ast", "an"})
_TO_COME = re.compile(
    r"\b(?:hed|dek|standfirst|cutline)\s+(?:goes\s+)?(?:here|to\s+come|tk)\b"
    r"|\binsert\s+(?:your\s+)?(?:names?|headline|caption|byline|credit|text|copy|photo|date|figure)\s+here\b"
    r"|\b(?:headline|caption|byline|text|copy)\s+goes\s+here\b"
    r"|\bhier\s+(?:steht|kommt)\s+(?:die\s+(?:überschrift|bildunterschrift)|der\s+(?:bildtext|vorspann)|ein\s+blindtext)\b"
    r"|\basdf\w*|\bqwert[zy]ui\w*|\bjklö\w*",
    _I,
)
_TO_COME_HINTS = (
    " hed ",
    "\nhed ",
    " dek ",
    "\ndek ",
    "standfirst",
    "cutline",
    "insert ",
    "goes here",
    "hier steht",
    "hier kommt",
    "asdf",
    "qwert",
    "jklö",
)
_END_OF_COPY = re.compile(
    r"\s*(?:-+\s*(?:ENDS?|ends?|30|more|MORE)\s*-+|ENDS|Ends|ends|\(?(?:MORE FOLLOWS|more follows|MORE)\)?|\(more\)|#{2,})\s*\Z"
)

_MARKUP = re.compile(
    r"&(?:amp|nbsp|quot|apos|lt|gt|[lr][ds]quo|[lr]aquo|bdquo|[nm]dash|hellip|shy|[aouAOU]uml|szlig|eacute|#\d{2,6}|#x[0-9a-f]{2,6});"
    r"|</?(?:p|b|i|u|em|strong|br|span|div|a|h[1-6]|li|ul|ol|sup|sub|font|img)(?:\s[^<>]*)?/?>"
    r"|\[/(?:b|i|u|url|img)\]",
    _I,
)
_FIELD = re.compile(r"\{\{?\s*(?!page\b|date\b)[A-Za-z_][\w. -]{0,40}\}?\}|\$\{\w+\}|<<\w+>>|##\w+##|%%\w+%%|(?<!\w)%[sd](?!\w)")
_BROKEN = re.compile(
    r"Ã[\u0080-\u00bf\u0152-\u0161\u0178\u017d\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]|Â[\u00a0-\u00bf]|â€|ï¿½|\ufffd|ðŸ"
)


_END_MARK = 20  # letters of a paragraph that may be one


class _Look(NamedTuple):
    """One look for notes; `hints` are what the copy must hold, in small letters, for it to be worth while."""

    hints: tuple[str, ...]
    found: Callable[[Passage], re.Match[str] | None]


def check_notes(copy: Copy) -> Told:
    """Every passage's filler, notes, code and broken letters: of each kind the first."""
    whole = "\n".join([passage.text for passage in copy.passages()]).lower()
    has_filler = any(hint in whole for hint in _FILLER_HINTS)  # looked for in all copy at once: it hardly ever has any
    notes = [look for look in _LOOKS if any(hint in whole for hint in look.hints)]
    for passage in copy.passages():
        if has_filler:
            yield from _check_filler(passage)
        yield from _check_note(passage, notes)
        yield from _check_code(passage)


def _check_filler(passage: Passage) -> Told:
    match = _FILLER.search(passage.text)
    if match is not None:
        shown = quoted(passage.text, *match.span())
        remedy = "Set the copy that is meant in its place." + or_allow(FILLER)
        yield tell(FILLER, passage, f"holds filler: {shown}", remedy)


def _check_note(passage: Passage, looks: Sequence[_Look]) -> Told:
    place = _note(passage, looks)
    if place is not None:
        start, stop = place
        note, shown = passage.text[start:stop].strip(), quoted(passage.text, start, stop)
        where = f", in {shown}" if len(shown) > len(note) + 2 else ""
        remedy = "Write what is meant, or take the note out." + or_allow(NOTE)
        yield tell(NOTE, passage, f"would print a working note, “{note}”{where}", remedy)


def _note(passage: Passage, looks: Sequence[_Look]) -> tuple[int, int] | None:
    """Where a passage's first working note stands, None where there is none."""
    text = passage.text
    if is_placeholder(passage) or (passage.part is Part.BODY and len(text) < _END_MARK and _END_OF_COPY.match(text)):
        return 0, len(text)
    for look in looks:
        found = look.found(passage)
        if found is not None:
            return found.span()
    return None


def _tk(passage: Passage) -> re.Match[str] | None:
    text = passage.text
    return (
        _TK_TWICE.search(text)
        or _TK_SMALL.search(text)
        or (_TK.search(text) or _TK_ASIDE.search(text) if _is_english(passage) else None)
    )


def _is_english(passage: Passage) -> bool:
    return mother(passage.language) == _TK_LANGUAGE


def _in_brackets(passage: Passage) -> re.Match[str] | None:
    """A note in square brackets; no word that a writer sets into a quotation, or that a form has: `The [name] was left blank`."""
    text = passage.text
    for match in _IN_BRACKETS.finditer(text):
        before = text[: match.start()]
        open_marks = before.count("“") + before.count("„") - before.count("”") + before.count('"') % 2
        spoken = open_marks > 0 or _ARTICLE.search(before) is not None
        if not (spoken and _A_WORD.fullmatch(match[0])) or _NOTED_ANYWHERE.match(match[0]):
            return match
    return None


def _xx(passage: Passage) -> re.Match[str] | None:
    if passage.part in _LETTERS:
        return _XX.search(_SIGNED_OFF.sub("", passage.text))
    return _XX.search(passage.text) or _LAST_XX.search(passage.text)


def _questions(passage: Passage) -> re.Match[str] | None:
    spaced = mother(passage.language) == _SPACED_QUESTION
    found = _QUESTIONS.search(passage.text) or _TWO_FOR_A_NUMBER.search(passage.text)
    return found or (None if spaced else _FOR_A_WORD.search(passage.text))


def _todo(passage: Passage) -> re.Match[str] | None:
    return (_FIXME if mother(passage.language) in _TODO_IS_A_WORD else _TODO).search(passage.text)


_LOOKS = (
    _Look(("tk",), _tk),
    _Look(("xx",), _xx),
    _Look(("??",), _questions),
    _Look(("[",), _in_brackets),
    _Look(
        ("£00", "$00", "€00", "£ 00", "€ 00", "000,000", "000.000", ", 00,", "aged 00", "alter von 00"),
        lambda passage: _NOUGHTS.search(passage.text),
    ),
    _Look(("nn",), lambda passage: _NN.search(passage.text)),
    _Look(
        ("nb ", "n.b.", "attn", "fao ", "memo ", "note ", "[sub", "[desk", "[eds", "cvd", "schlussredaktion", "layout", "grafik"),
        lambda passage: _FOR_THE_DESK.search(passage.text),
    ),
    _Look((" to come ",), lambda passage: _AWAITED.search(passage.text)),
    _Look(("bitte ",), lambda passage: _READ_AGAIN.search(passage.text)),
    _Look(
        ("more)", "follows)", "mehr)", "folgt)", "more]"),
        lambda passage: _MORE.search(passage.text) if passage.part is Part.BODY else None,
    ),
    _Look(("(check", "(prüfen", "(xx"), lambda passage: _SHOUTED.search(passage.text)),
    _Look(("todo", "fixme"), _todo),
    _Look(_TO_COME_HINTS, lambda passage: _TO_COME.search(passage.text)),
)


def _check_code(passage: Passage) -> Told:
    text = passage.text
    match = _MARKUP.search(text) if "&" in text or "<" in text or "[" in text else None
    if match is None and passage.story and ("{" in text or "<<" in text or "##" in text or "%" in text):
        match = _FIELD.search(text)  # of the issue's own texts the desk has told already
    if match is not None:
        yield _found(MARKUP, passage, match, "would print code", "Write it as it is to read.")
    match = _BROKEN.search(text) if not text.isascii() else None
    if match is not None:
        remedy = "Ask for the text anew, saved as UTF-8, or mend its letters."
        yield _found(ENCODING, passage, match, "has broken letters", remedy)


def _found(rule: Rule, passage: Passage, match: re.Match[str], what: str, remedy: str) -> tuple[str, Problem]:
    return tell(rule, passage, f"{what}: {quoted(passage.text, *match.span())}", remedy + or_allow(rule))
