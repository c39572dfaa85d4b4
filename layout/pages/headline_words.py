"""Words that a headline's line should not end in, and units that belong to their number, by language.

A line of a head is read as a phrase of its own: one that ends in an article, a preposition, a conjunction or half a verb is a bad
split (every copy desk's rule). Left out are words that as often close a phrase: the adverbs of "calls off", "this", "has".
"""

import re

_ENDINGS = {
    "en": "a an the of in on at to for by from with without within as and or nor but into onto over under after before between"
    " among amid against than via per until through its his her their our your my is are was",
    "de": "der die das den dem des ein eine einen einem einer eines kein keine keinen im in am an auf aus bei mit nach von vom"
    " vor zu zum zur und oder aber für über unter um durch ohne gegen ins ans beim sein seine ihr ihre als wie seit zwischen",
    "fr": "le la l' les un une des de du d' à au aux en et ou mais par pour sur sous dans avec sans chez vers contre dès ce cet"
    " cette ces son sa ses leur leurs qui que qu' dont",
    "es": "el la los las un una unos unas de del a al en y e o u ni que por para con sin sobre entre desde hasta tras según"
    " contra ante su sus",
}

_UNITS_EVERYWHERE = "% ‰ ° °c °f c° m km cm mm g kg t l kw mw gw kwh mwh gwh km/h h ha m² km² m³ € £ $ chf eur gbp usd"
_UNITS = {
    "en": "million billion trillion thousand bn tn mn k percent per pence p cents pounds dollars euros kroner mph knots miles"
    " mile metres metre meters kilometres feet foot ft inches acres hectares tonnes tons litres degrees years months weeks days"
    " hours minutes seconds am pm a.m p.m",
    "de": "million millionen milliarde milliarden mio mrd tausend prozent euro cent franken dollar meter metern kilometer"
    " kilometern hektar tonnen liter grad jahre jahren monate monaten wochen tage tagen stunden minuten sekunden uhr",
    "fr": "million millions milliard milliards mille pour euros centimes francs dollars mètres kilomètres hectares tonnes litres"
    " degrés ans mois semaines jours heures minutes secondes",
    "es": "millón millones mil por euros céntimos pesos dólares metros kilómetros hectáreas toneladas litros grados años meses"
    " semanas días horas minutos segundos",
}

_ENDINGS_OF = {language: frozenset(words.split()) for language, words in _ENDINGS.items()}
_UNITS_OF = {language: frozenset(f"{_UNITS_EVERYWHERE} {words}".split()) for language, words in _UNITS.items()}
_UNITS_OF_OTHERS = frozenset(_UNITS_EVERYWHERE.split())
_NONE: frozenset[str] = frozenset()

_OPENING = "“”„‘‚«»‹›\"'([¿¡"
_CLOSING = "”“’»«›‹\"')]…,;:!?."
_NUMBER = re.compile(r"[£$€]?\d[\d.,\u2009\u202f]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def weak_endings(language: str) -> frozenset[str]:
    """What no line should end in, in lower case with straight apostrophes; nothing for a language without a list."""
    return _ENDINGS_OF.get(language.partition("-")[0].lower(), _NONE)


def ends_weakly(word: str, weak: frozenset[str]) -> bool:
    """True for a word of `weak_endings`, however it is written."""
    return word.casefold().replace("’", "'").lstrip(_OPENING) in weak


def of_one_number(word: str, following: str, language: str) -> bool:
    """True where `word` is a number in figures and `following` its unit: `12 million`, `9 km`, `5 per cent`; years are none."""
    if not word[-1:].isdigit():
        return False
    bare = word.lstrip(_OPENING)
    if not _NUMBER.fullmatch(bare) or _YEAR.fullmatch(bare):
        return False
    return following.casefold().rstrip(_CLOSING) in _UNITS_OF.get(language.partition("-")[0].lower(), _UNITS_OF_OTHERS)
