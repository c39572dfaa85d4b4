"""The house read from its YAML, over the product's own.

In: a house file. Out: the house, complete whatever the file left out, and every fault of the file. What can't be read falls back
to the product's own, so that a page can be shown while the designer types.
"""

import importlib.resources
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from layout.base.colour import Ink
from layout.base.messages import sorted_problems
from layout.base.problems import InFile, Problem, has_errors
from layout.base.values import dataclass
from layout.content.dummy import read_dummy
from layout.content.issue import Dummy
from layout.content.paths import Root, resolved
from layout.content.read_fit import read_fit
from layout.content.reading import Fields, Reading
from layout.content.text_file import read_text_file, shown
from layout.content.yaml_nodes import ListNode, MapNode, Node, ScalarNode, clip, is_cut, read_nodes
from layout.design.grid import Grid
from layout.design.house import House, Manner, Rules, Words
from layout.design.house_keys import GRID, HOUSE, HOUSE_WORDS, MANNER, RULES, SHEET
from layout.design.read_colours import parse_colour, read_colours
from layout.design.read_masters import read_masters, whole_lines
from layout.design.read_sheet import read_grid, read_sheet
from layout.design.read_standards import read_standards
from layout.design.read_styles import Context, read_styles
from layout.design.words import read_words

DEFAULT_HOUSE = "default_house.yaml"
_DEEP = {"sheet": 1, "grid": 1, "fonts": 1, "colours": 1, "rules": 1, "manners": 2, "masters": 1, "dummies": 1}
"""How deep a key of the paper's house is laid over the product's own; others replace it; styles and words have their own way."""


def read_house(path: Path) -> tuple[House | None, list[Problem]]:
    """The house and its problems; None where the file can't be read at all."""
    text, problems = read_text_file(path)
    if text is None:
        return None, problems
    node, found = read_nodes(text, shown(path))
    reading = Reading()
    reading.problems += problems + found
    reading.broken = has_errors(found)
    where = InFile(shown(path), 1, 1)
    given = node if isinstance(node, MapNode) else MapNode((), where)
    if not isinstance(node, MapNode) and not reading.broken:
        reading.error("house-empty", "this is not a house", "Write at least `title:` and the paper's name.", where)
    house = _house(path, given, reading)
    if is_cut(found):  # the fault is told, and nothing that follows from what is missing behind it
        return replace(house, cut=True), list(sorted_problems([*problems, *found]))
    return house, list(sorted_problems(reading.problems))


@dataclass(frozen=True, slots=True)
class _Base:
    """What the rest of the house refers to."""

    grid: Grid
    between: int
    inks: Mapping[str, Ink]
    root: Root


def _house(path: Path, given: MapNode, reading: Reading) -> House:
    default = default_house()
    fields = reading.fields(_laid_over(default, given, reading), HOUSE)
    base = _base(path, fields, reading)
    language = fields.language("language", "en-GB")
    manners = _manners(fields, reading)
    families = {
        name.text: reading.text(node, "a font family") or "Source Serif 4" for name, node in fields.named("fonts").items()
    }
    context = Context(families, base.inks, base.grid.baseline, tuple(manners))
    styles = given.get("styles")
    title = fields.text("title")
    return House(
        title=title,
        code=fields.text("code") or "".join(letter for letter in title if letter.isupper())[:8] or "PAPER",
        root=base.root.top,
        language=language,
        sheet=base.grid.sheet,
        grid=base.grid,
        between=base.between,
        press=_press(fields, base.root, reading),
        colours=base.inks,
        styles=read_styles((_map(default, "styles"), styles if isinstance(styles, MapNode) else None), context, reading),
        words=_words(default, given.get("words"), language, reading),
        jump_min=whole_lines(fields.points("jump-min", base.grid.baseline, 6 * base.grid.baseline), base.grid.baseline),
        fit=read_fit(fields, reading) or (),
        masters=read_masters(fields.named("masters"), base.root, base.grid.baseline, reading),
        dummies=_dummies(fields, reading),
        rules=_rules(fields, base.grid.baseline),
        where=given.where,
        font_folders=_font_folders(fields, base.root, reading),
        manners=manners,
        tint=_tint(fields, base.inks, reading),
        hyphenation=_hyphenation(fields, reading),
        standards=read_standards(fields, base.grid.baseline),
        family_marks={families[name.text]: node.where for name, node in fields.named("fonts").items()},
    )


def _manners(fields: Fields, reading: Reading) -> dict[str, Manner]:
    return {
        name.text: Manner(marks.yes("end-mark"), marks.yes("drop-cap"), marks.yes("mug"))
        for name, node in fields.named("manners").items()
        for marks in (reading.fields(node, MANNER),)
    }


def _hyphenation(fields: Fields, reading: Reading) -> Mapping[str, tuple[str, ...]]:
    """The paper's exceptions; a word is letters and hyphens."""
    found: dict[str, tuple[str, ...]] = {}
    for language, node in fields.named("hyphenation").items():
        words: list[str] = []
        for each in node.items if isinstance(node, ListNode) else (node,):
            word = reading.text(each, "a word") or ""
            if word and word.replace("-", "").isalpha():
                words.append(word)
            elif word:
                remedy = "Write it in letters, with a hyphen wherever it may be divided: `har-bour-side`."
                reading.error("hyphenation-word", f"'{clip(word)}' is not a word with hyphens", remedy, each.where)
        found[language.text] = tuple(words)
    return found


def default_house() -> MapNode:
    """The product's own house."""
    text = importlib.resources.files("layout.design").joinpath(DEFAULT_HOUSE).read_text(encoding="utf-8")
    node, problems = read_nodes(text, DEFAULT_HOUSE)
    assert isinstance(node, MapNode), "the product's own house is a mapping"
    assert not problems, "the product's own house has no faults"
    return node


def _laid_over(default: MapNode, given: MapNode, reading: Reading) -> MapNode:
    """The paper's fields, and the product's where the paper has none or writes them in a form that they can't have."""
    merged = {name.text: (name, node) for name, node in default.fields if name.text not in ("styles", "words")}
    for name, node in given.fields:
        deep = _DEEP.get(name.text, 0)
        under = merged.get(name.text)
        key = HOUSE.key(name.text)
        if under is not None and key is not None and not _is_missing(node) and not reading.allows(key, node):
            continue
        merged[name.text] = name, _merged(under[1], node, deep) if under is not None else node
    return MapNode(tuple(merged.values()), given.where)


def _merged(under: Node, over: Node, deep: int) -> Node:
    if _is_missing(over):
        return under
    if not deep or not isinstance(under, MapNode) or not isinstance(over, MapNode):
        return over
    fields = {name.text: (name, node) for name, node in under.fields}
    for name, node in over.fields:
        below = fields.get(name.text)
        fields[name.text] = name, _merged(below[1], node, deep - 1) if below is not None else node
    return MapNode(tuple(fields.values()), over.where)


def _is_missing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_missing


def _base(path: Path, fields: Fields, reading: Reading) -> _Base:
    grid_fields = fields.record_of("grid", GRID) or Fields(reading, GRID, fields.where, {})
    sheet_fields = fields.record_of("sheet", SHEET) or Fields(reading, SHEET, fields.where, {})
    grid = read_grid(grid_fields, read_sheet(sheet_fields))
    between = whole_lines(grid_fields.points("between", grid.baseline, 2 * grid.baseline), grid.baseline)
    return _Base(grid, between, read_colours(fields.named("colours"), reading), _root(path, fields, reading))


def _root(path: Path, fields: Fields, reading: Reading) -> Root:
    """The house's own folder, or the one above it that it names."""
    folder = resolved(path.parent) or path.parent
    node = fields.node("root")
    if not isinstance(node, ScalarNode):
        return Root(folder, folder)
    top = resolved(folder / node.text.strip()) if node.text.isprintable() else None
    if top is None or not folder.is_relative_to(top) or top == Path(top.anchor):
        reading.error(
            "root-outside",
            f"the root '{clip(node.text)}' is not a folder above the house's own",
            "Write `root: ..`, or as many steps up as the paper's folders need.",
            node.where,
        )
        return Root(folder, folder)
    return Root(top, folder)


def _press(fields: Fields, root: Root, reading: Reading) -> str:
    """A profile's name as it stands; a profile's path resolved."""
    node = fields.node("press")
    if not isinstance(node, ScalarNode) or not ("/" in node.text or node.text.endswith((".yaml", ".yml"))):
        return fields.text("press", "newsprint")
    path = root.path(node, reading)
    return str(path) if path is not None else "newsprint"


def _words(default: MapNode, given: Node | None, language: str, reading: Reading) -> dict[str, Words]:
    layers = [reading.fields(_map(default, "words"), HOUSE_WORDS)]
    if isinstance(given, MapNode):
        layers.append(reading.fields(given, HOUSE_WORDS))
    return read_words(tuple(layers), language, reading)


def _dummies(fields: Fields, reading: Reading) -> dict[str, Dummy]:
    found: dict[str, Dummy] = {}
    for name, node in fields.named("dummies").items():
        dummy = read_dummy(node, reading) if isinstance(node, ScalarNode) else None
        if dummy is not None:
            found[name.text] = dummy
    return found


def _rules(fields: Fields, baseline: float) -> Rules:
    given = fields.record_of("rules", RULES)
    if given is None:
        return Rules()
    usual = Rules()
    return Rules(
        cutoff=given.points("cutoff", baseline, usual.cutoff),
        column=given.points("column", baseline, usual.column),
        bar=given.points("bar", baseline, usual.bar),
        box=given.points("box", baseline, usual.box),
        furniture=given.points("furniture", baseline, usual.furniture),
    )


def _font_folders(fields: Fields, root: Root, reading: Reading) -> tuple[Path, ...]:
    """The folders that the house names, or `fonts` beside it if there is one."""
    if "font-folders" in fields:
        paths = (root.path(node, reading) for node in fields.items("font-folders") if isinstance(node, ScalarNode))
        return tuple(path for path in paths if path is not None)
    beside = root.folder / "fonts"
    return (beside,) if os.path.isdir(beside) else ()


def _tint(fields: Fields, inks: Mapping[str, Ink], reading: Reading) -> Ink | None:
    text = fields.text("tint")
    return None if text in ("", "none") else parse_colour(text, inks, fields.at("tint"), reading)


def _map(node: MapNode, name: str) -> MapNode:
    """A mapping of the product's own house."""
    found = node.get(name)
    assert isinstance(found, MapNode), f"the product's own house has {name}"
    return found
