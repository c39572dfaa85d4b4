"""Texts that only keep a place: “Headline here”, “Bildtext folgt”, “Byline”, “xxx”.

In: a passage. Out: whether the whole of it is such a text. A phrase that may be good prose inside a sentence (“he won the title
here”) is none there.
"""

import re

from layout.passing.passages import Part, Passage

_MOST = 48  # letters of a placeholder
_PART = (
    r"(?:(?:main |sub|jump |pull )?(?:head(?:line)?|hed|deck|dek|kicker|byline|caption|cutline|credit|label|quote|title"
    r"|standfirst|text|copy|story|body(?: text| copy)?|paragraph|photo|picture|name|author|dateline|brief|refer|crosshead)s?"
    r"|(?:haupt|unter|ober|zwischen)?(?:überschrift|titel|zeile)|dachzeile|vorspann|bildtext|bildunterschrift|bildnachweis|autor(?:in)?"
    r"|autorenzeile|spitzmarke|meldung|zitat|foto|text(?:e|o)?|titre|sous-titre|surtitre|légende|signature|chap[ôe]|crédit|citation"
    r"|titular|subtítulo|antetítulo|entradilla|pie(?: de foto)?|firma|crédito|cita)"
)
_KEPT = re.compile(
    r"(?:(?:your|insert(?: your)?|add|dummy|enter|main|hier|ici|aquí|falta)\s+(?:the |die |der |das |le |la |el )?"
    rf"{_PART}(?: here| hier| ici| aquí)?"
    rf"|(?:(?:one|two|three|four|single|double|[1-4])[- ](?:line|deck|col(?:umn)?)\s)?{_PART}\s+(?:in|to go)\s+here"
    r"|(?:one|two|three|four|single|double|[1-4])[- ](?:line|deck|col(?:umn)?)\s(?:head(?:line)?|hed|deck|dek|standfirst|caption)"
    r"(?:\s+here)?"
    rf"|{_PART}\s+(?:goes\s+)?(?:here|tk|to come|to follow|follows|missing|tbc|tbd|tba|hier|folgt|fehlt|kommt noch|einfügen"
    r"|ici|à venir|manque|manquante?|aquí|pendiente|por llegar)"
    rf"|hier (?:steht|kommt) (?:die |der |das |eine? )?{_PART}|(?:weiterer )?text folgt|to come|folgt noch"
    rf"|à compléter|à venir|x{{2,}}|test(?:test)*|asdf\w*|foo|foo bar|bla(?: ?bla)+|none|n/a|undefined)(?:\s+please)?[\s.!…:]*",
    re.IGNORECASE,
)
_OWN_NAMES = {
    Part.HEADLINE: "headline|head|hed|title|untitled|überschrift|titel|titre|titular|título",
    Part.JUMP_HEAD: "jump head|jump|headline|überschrift|titre|titular",
    Part.KICKER: "kicker|dachzeile|spitzmarke|surtitre|antetítulo",
    Part.DECK: "deck|dek|standfirst|unterzeile|vorspann|chapô|chapeau|subtítulo|entradilla|sous-titre",
    Part.BYLINE: "byline|by|author|name|firstname lastname|vorname nachname|autor|autorin|von|auteur|nom|prénom nom|firma",
    Part.CAPTION: "caption|cutline|photo|bildtext|bildunterschrift|legende|légende|pie de foto",
    Part.CREDIT: "credit|photographer|photo|foto|name|fpo|bildnachweis|fotograf|crédit|crédito",
    Part.QUOTE: "quote|zitat|citation|cita",
    Part.QUOTE_BY: "name|speaker",
    Part.DATELINE: "dateline|place|city|ort",
}
_NAMES = {part: frozenset(names.split("|")) for part, names in _OWN_NAMES.items()}
_RUBRICS = frozenset({Part.KICKER, Part.LABEL, Part.REFER, Part.FURNITURE, Part.TITLE, Part.BODY, Part.LIST_ITEM, Part.CROSSHEAD})
"""Of these `Test` may be what they say."""


def is_placeholder(passage: Passage) -> bool:
    """True of a text that is nothing but a placeholder."""
    text = passage.text.strip()
    if not text or len(text) > _MOST:
        return False
    bare = text.strip("[](){}<>*_\"'“”„. ")
    if bare.lower() in _NAMES.get(passage.part, ()):
        return True
    if bare.lower() == "test" and passage.part in _RUBRICS:
        return False
    return _KEPT.fullmatch(bare) is not None
