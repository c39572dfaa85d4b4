"""Long-form English for benchmarks: the sample paper's own stories, varied so that the vocabulary grows as it does in real copy.

Seeded: the same text every time. 65,000 running words hold about 10,000 distinct ones, as in a novel.
"""

import random
import re
from pathlib import Path

STORIES = Path(__file__).parents[2] / "issues" / "herald" / "stories"
SYLLABLES = (
    "ar bel cor den el far gil har in jor kel lan mor nor os pel quin ros sal tor ul ver wen yar ber dra fen gran hol ing ket "
    "lor men ner ost pri ran ster tal und ville wick ton ham ford mouth"
).split(" ")
NEW_NAME = 0.12  # of the words are exchanged for a name of their own


def paragraphs(words: int, seed: int = 1, names: float = NEW_NAME) -> list[str]:
    """Paragraphs of 25 to 70 words, together at least so many words; that share of them exchanged for names."""
    chance = random.Random(seed)
    sentences = [sentence for story in sorted(STORIES.glob("*.md")) for sentence in _sentences(story.read_text(encoding="utf-8"))]
    made: list[str] = []
    count = 0
    while count < words:
        wanted = chance.randint(25, 70)
        taken: list[str] = []
        while len(taken) < wanted:
            taken += [_varied(word, chance, names) for word in chance.choice(sentences).split()]
        made.append(" ".join(taken))
        count += len(taken)
    return made


def _sentences(text: str) -> list[str]:
    body = text.split("---\n", 2)[-1]
    # Platypus takes its text as XML, and a tenth longer where an ampersand has to be read: that is not to be measured here.
    plain = re.sub(r"[*#>]|^- ", "", body, flags=re.MULTILINE).replace("&nbsp;", " ").replace("\u00a0", " ").replace("&", "and")
    return [sentence.strip() for sentence in re.split(r"(?<=[.!?])\s+", plain.replace("\n", " ")) if len(sentence.split()) > 4]


def _varied(word: str, chance: random.Random, names: float) -> str:
    if not word.isalpha() or chance.random() > names:
        return word
    name = "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 3)))
    return name.capitalize() if word[0].isupper() or chance.random() < 0.5 else name
