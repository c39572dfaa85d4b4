"""What the paper prints by itself, in the language of the story it stands beside."""

from collections.abc import Mapping
from dataclasses import replace

from layout.content.reading import Fields, Reading
from layout.content.yaml_nodes import MapNode
from layout.design.house import Words
from layout.design.house_keys import WORDS

FALLBACK = "en"


def read_words(layers: tuple[Fields, ...], language: str, reading: Reading) -> dict[str, Words]:
    """The words by language, the product's under the paper's; the paper's own language is always among them."""
    found: dict[str, Words] = {FALLBACK: Words("{page}", "{page}", "{page}", "")}
    for layer in layers:
        for code, node in layer.others.items():
            if isinstance(node, MapNode):
                found[code] = _applied(reading.fields(node, WORDS), words_in(found, code))
    own = words_in(found, language)
    for layer in layers:
        own = _applied(layer, own)
    return {**found, language: own}


def words_in(words: Mapping[str, Words], language: str) -> Words:
    """The words of a language (`de-AT`), of its mother (`de`), of one of its kind (`de-CH`), or English ones."""
    mother = language.split("-")[0]
    for code in (language, mother, *(code for code in words if code.split("-")[0] == mother), FALLBACK):
        if code in words:
            return words[code]
    return next(iter(words.values()))


def _applied(fields: Fields, words: Words) -> Words:
    return replace(
        words,
        jump_to=fields.text("jump-to") or words.jump_to,
        jump_from=fields.text("jump-from") or words.jump_from,
        page=fields.text("page") or words.page,
        advertisement=fields.text("advertisement") or words.advertisement,
    )
