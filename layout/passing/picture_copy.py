"""Words under pictures: a photo says what it shows and who made it.

In: the copy. Out: printed photos without caption or credit. Where the block says `caption: none` or `credit: none`, it is meant.
Drawings (SVG, PDF) carry their own titles and sources, and a columnist's mug its byline: neither is judged.
"""

from layout.base.problems import InFile, Problem
from layout.passing.copy_rules import CAPTION_MISSING, CREDIT_MISSING, or_allow
from layout.passing.findings import Rule, finding
from layout.passing.passages import Copy, Part, Printed, Told, picture_texts, stands_behind

_DRAWINGS = (".svg", ".pdf")


def check_pictures(copy: Copy) -> Told:
    """Every printed photo's caption and credit. Under a head that is reversed over it a photo needs no caption."""
    for picture in copy.pictures:
        if picture.cut or picture.name.lower().endswith(_DRAWINGS):
            continue
        texts = {part: text.strip() for part, text, _ in picture_texts(picture)}
        if not texts.get(Part.CAPTION) and picture.asked.caption is None and not stands_behind(picture):
            yield _missing(CAPTION_MISSING, picture, "caption", "what it shows")
        if not texts.get(Part.CREDIT) and picture.asked.credit is None:
            yield _missing(CREDIT_MISSING, picture, "credit", "who made it")


def _missing(rule: Rule, picture: Printed, key: str, says: str) -> tuple[str, Problem]:
    where: InFile = picture.filed.where if picture.filed is not None else picture.asked.where
    text = f"page {picture.page}: {picture.name} is printed without a {key}"
    at = f"beside its file in '{picture.story}'" if picture.filed is not None else "beside its file"
    remedy = f"Write `{key}:` {at}, {says}; `{key}: none` in the block where none is meant."
    return picture.page, finding(rule, text, remedy + or_allow(rule), where, picture.story)
