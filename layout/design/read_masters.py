"""Masters read from a house: nameplate, banner and folio of each kind of page."""

from collections.abc import Mapping
from pathlib import Path

from layout.content.paths import Root
from layout.content.reading import Fields, Reading
from layout.content.yaml_nodes import Node, ScalarNode
from layout.design.house import Banner, Folio, FolioLook, Master, Nameplate, TopRule
from layout.design.house_keys import BANNER, FOLIO, MASTER, NAMEPLATE

NAMEPLATE_LINES = 12
BANNER_LINES = 9
FOLIO_LINES = 4
_MOST_LINES = 200  # slots of furniture: deeper than any page


def read_masters(named: Mapping[ScalarNode, Node], root: Root, baseline: float, reading: Reading) -> dict[str, Master]:
    """The masters by name. `baseline` in points."""
    return {name.text: _master(name.text, reading.fields(node, MASTER), root, baseline) for name, node in named.items()}


def _master(name: str, fields: Fields, root: Root, baseline: float) -> Master:
    nameplate = _nameplate(fields, root)
    between = fields.length("between")
    return Master(
        name,
        nameplate=nameplate,
        banner=_banner(fields),
        folio=_folio(fields, nameplate is not None),
        between=None if between is None else whole_lines(between.points(baseline), baseline),
        top_rule=fields.choice("top-rule", TopRule) or TopRule.NONE,
    )


def whole_lines(points: float, baseline: float) -> int:
    """A depth as the nearest count of grid lines."""
    return int(points / baseline + 0.5)


def _nameplate(fields: Fields, root: Root) -> Nameplate | None:
    text = fields.maybe_text("nameplate")
    if text is not None:
        return None if text == "none" else Nameplate(text, None, NAMEPLATE_LINES)
    given = fields.record_of("nameplate", NAMEPLATE)
    if given is None:
        return None
    ears = tuple(node.text.strip("\n") for node in given.items("ears") if isinstance(node, ScalarNode))
    if len(ears) > 2:
        fields.reading.error(
            "ears-many",
            f"a nameplate has two ears, not {len(ears)}",
            "Write the left one and the right one; an ear may have several lines.",
            given.at("ears"),
        )
    return Nameplate(
        text=given.text("text", "{title}"),
        art=_path(given, "art", root),
        lines=given.whole("lines", 1, _MOST_LINES) or NAMEPLATE_LINES,
        ears=ears[:2],
        panel=given.yes("panel"),
        panel_columns=given.whole("panel-columns", 0, 24) or 0,
        skybox=given.lines("skybox"),
        skybox_photo=_path(given, "skybox-photo", root),
    )


def _path(fields: Fields, name: str, root: Root) -> Path | None:
    node = fields.node(name)
    return root.path(node, fields.reading) if isinstance(node, ScalarNode) else None


def _banner(fields: Fields) -> Banner | None:
    text = fields.maybe_text("banner")
    if text is not None:
        return None if text == "none" else Banner(text, lines=BANNER_LINES)
    given = fields.record_of("banner", BANNER)
    if given is None:
        return None
    return Banner(given.text("text"), given.text("motto"), given.whole("lines", 1, _MOST_LINES) or BANNER_LINES)


def _folio(fields: Fields, on_nameplate: bool) -> Folio | None:
    given = fields.record_of("folio", FOLIO)
    if given is None:
        text = fields.maybe_text("folio")
        if text is not None and text != "none":
            fields.reading.error(
                "wrong-kind",
                "`folio` takes a mapping or `none`",
                'Write `folio: {outer: "{page}", inner: "{title}"}`.',
                fields.at("folio"),
            )
        return None
    return Folio(
        given.choice("look", FolioLook) or (FolioLook.STRIP if on_nameplate else FolioLook.BAR),
        left=given.text("left"),
        centre=given.text("centre"),
        right=given.text("right"),
        outer=given.text("outer"),
        inner=given.text("inner"),
        lines=given.whole("lines", 1, _MOST_LINES) or FOLIO_LINES,
    )
