"""A paper on the magazine's press: the printer's own profile, bleed, coated paper."""

from collections.abc import Sequence
from pathlib import Path

from layout.base.problems import Problem, Severity
from layout.build import build
from layout.production.checking import check
from layout.production.order import Order, Verdict
from layout.starter.lay_out import lay_out_paper
from tests.coated import coated_profile


def lay_out(folder: Path, press: str) -> Path:
    """The starter paper with 3 mm of bleed, for that press."""
    lay_out_paper(folder)
    house = folder / "house.yaml"
    text = house.read_text(encoding="utf-8").replace("margins: 12mm", "bleed: 3mm, margins: 12mm")
    house.write_text(f"{text}press: {press}\n", encoding="utf-8")
    return folder


def errors(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.severity is Severity.ERROR]


def test_without_the_printer_s_profile_nothing_is_built_and_the_empty_key_is_named(tmp_path: Path) -> None:
    paper = lay_out(tmp_path / "paper", "magazine")
    built = build(Order(paper / "issue/issue.yaml", tmp_path / "out"))
    assert built.verdict is Verdict.REFUSED
    assert errors(built.problems) == ["profile-empty"]
    assert not (tmp_path / "out" / "press").exists()


def test_with_the_printer_s_profile_a_page_is_built(tmp_path: Path) -> None:
    paper = lay_out(tmp_path / "paper", "magazine.yaml")
    text = Path("assets/press/magazine.yaml").read_text(encoding="utf-8")
    (paper / "coated.icc").write_bytes(coated_profile().read_bytes())
    (paper / "magazine.yaml").write_text(text.replace("profile:  ", "profile: coated.icc #"), encoding="utf-8")
    assert errors(check(Order(paper / "issue/issue.yaml")).problems) == []
    built = build(Order(paper / "issue/issue.yaml", tmp_path / "out", pages="2"))
    assert built.verdict is Verdict.FIT, built.problems
    assert len(list((tmp_path / "out" / "press").glob("*.pdf"))) == 1
