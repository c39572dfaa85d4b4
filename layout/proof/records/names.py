"""Names that look like one another, so that nobody is added who would be taken for somebody else.

In: names as they are shown. Out: what two that look alike have in common; whether one mixes alphabets in a word. As far as Python
knows letters: their names and kinds, and a list of the shapes that Cyrillic and Greek share with Latin.
"""

import re
import unicodedata

from layout.proof.records.limits import folded_name

# Unicode's Default_Ignorable_Code_Point among letters and marks, and the braille blank: all that a name may hold unseen.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
_SHARING = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})

# Small letters that look as Latin ones do, in this type or as capitals. Unicode's confusables (UTS 39), those of names.
_CYRILLIC = dict(zip(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d\u043a\u043c\u0442\u0432\u043d",
    "aeopcyxijsdhqwkmtbh", strict=True))  # fmt: skip
_GREEK = dict(zip("\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03b3", "abezhikmnoptyxy",
                  strict=True))  # fmt: skip
_LIKE = {**_CYRILLIC, **_GREEK, "\u0131": "i", "\u0251": "a", "\u0261": "g"}


def skeleton(name: str) -> str:
    """The same for names that look the same, whatever their capitals: shapes as Latin letters, nothing unseen."""
    shapes = (_LIKE.get(each, each) for each in folded_name(name) if not _is_unseen(each))
    return " ".join("".join(shapes).split())


def mixes_alphabets(name: str) -> bool:
    """Whether a word of it has letters of two alphabets that share shapes. UTS 39, 5.1."""
    return any(
        len({unicodedata.name(each, "").partition(" ")[0] for each in word} & _SHARING) > 1
        for word in re.findall(r"[^\W\d_]+", folded_name(name))
    )


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cf", "Cc") or letter in _UNSEEN or any(ord(letter) in each for each in _SELECTORS)
