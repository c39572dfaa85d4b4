"""Templates of house and issue: names in braces filled in, dates in the paper's language.

In: a text such as `{title}, {date:%d %B %Y}` and what its names stand for. Out: the text as printed. `{{` is a brace. Refuses
names that mean nothing, and times of day, which an issue doesn't have.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from layout.base.nearest import did_you_mean
from layout.base.problems import InFile, Problem, Severity

if TYPE_CHECKING:
    from babel.core import Locale

_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|\{")
_CODE = re.compile(r"%(-?)(.)")

# strftime's codes in the notation of Unicode TR 35, part 4, "Date Field Symbol Table"
_PATTERNS: Mapping[str, str] = {
    "A": "EEEE", "a": "EEE", "B": "MMMM", "b": "MMM", "h": "MMM", "d": "dd", "e": "d", "m": "MM", "y": "yy", "Y": "yyyy",
    "j": "DDD",
}  # fmt: skip
_UNPADDED: Mapping[str, str] = {"d": "d", "m": "M", "j": "D"}
_MONTHS = re.compile(r"%-?[Bbh]")


def fill(text: str, values: Mapping[str, str], day: date | None, language: str, where: InFile) -> tuple[str, tuple[Problem, ...]]:
    """The text with its names filled in, and what was wrong with it; what can't be filled is left as it was typed."""
    if "{" not in text and "}" not in text:
        return text, ()
    problems: list[Problem] = []

    def filled(match: re.Match[str]) -> str:
        whole = match[0]
        if whole in ("{{", "}}"):
            return whole[0]
        if match[1] is None:
            problems.append(
                _error("template-brace", "a brace is opened and not closed", "Write `{{` where a brace is to be printed.", where)
            )
            return whole
        name, colon, form = match[1].partition(":")
        name = name.strip()
        if name == "date":
            printed, problem = print_date(form if colon else "", day, language, where)
            problems.extend([problem] if problem is not None else [])
            return printed
        if name not in values or colon:
            problems.append(_refused(name, form, values, where))
            return whole
        return values[name]

    return _PART.sub(filled, text), tuple(problems)


def print_date(form: str, day: date | None, language: str, where: InFile) -> tuple[str, Problem | None]:
    """A day in a language, by strftime's codes. No form: the language's own long one.

    Beside a month's name `%d` has no leading zero, as nobody writes `03 November`; in `%d.%m.%Y` it has one.
    """
    if day is None:
        message = "a date is printed here, but the issue has none"
        return "", _error("date-missing", message, "Write the issue's `date: 2026-11-24`.", where)
    from babel.dates import format_date  # late: Babel takes 10 ms to import, and only dates need it

    locale = locale_of(language)
    if not form:
        return format_date(day, "full", locale=locale), None
    wrong: list[str] = []
    named = _MONTHS.search(form) is not None
    alone = re.search(r"%-?[de]", form) is None

    def printed(match: re.Match[str]) -> str:
        short, code = match[1], match[2]
        if code == "%":
            return "%"
        pattern = _UNPADDED.get(code) if short or (code == "d" and named) else _PATTERNS.get(code)
        if code == "V":
            return str(day.isocalendar().week)
        if pattern is None:
            wrong.append(match[0])
            return match[0]
        if alone and code == "B":
            pattern = "LLLL"  # a month that stands without a day has a form of its own in many languages
        return format_date(day, pattern, locale=locale)

    text = _CODE.sub(printed, form)
    if wrong:
        message = f"`{wrong[0]}` is no part of a date"
        remedy = "Use %A or %a (weekday), %d (day), %B, %b or %m (month), %Y or %y (year), %V (week)."
        return text, _error("template-date", message, remedy, where)
    return text, None


def locale_of(language: str) -> "Locale":
    """Babel's locale for a language code; the mother language's where the country is unknown, else English."""
    from babel.core import Locale, UnknownLocaleError

    for code in (language.replace("-", "_"), language.split("-")[0]):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def _refused(name: str, form: str, values: Mapping[str, str], where: InFile) -> Problem:
    if name in values:
        message = f"`{{{name}:{form}}}` can't be filled: only a date takes a form"
        return _error("template-form", message, f"Write `{{{name}}}`.", where)
    message = f"`{{{name}}}` means nothing here"
    remedy = f"Write `{name}:` and its text under the issue's `vars`{did_you_mean(name, [*values, 'date'])}"
    return _error("variable-missing", message, remedy, where)


def _error(code: str, message: str, remedy: str, where: InFile) -> Problem:
    return Problem(code, Severity.ERROR, message, remedy, where)
