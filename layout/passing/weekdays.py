"""Weekdays beside their dates, compared with the calendar, in the language of the text.

In: the copy and the issue's day. Out: weekdays on which the date beside them does not fall, and days that no calendar has. A date
without a year is meant in the year nearest to the issue; where a year in which it is right stands near it, it is right. Before
1924 either calendar will do: half of Europe still counted by the Julian one (Greece, the last, gave it up in 1923).
"""

import functools
import re
from calendar import isleap
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from layout.design.templates import locale_of
from layout.passing.copy_rules import DATE_IMPOSSIBLE, WEEKDAY_DOUBTFUL, WEEKDAY_WRONG, or_allow
from layout.passing.passages import Copy, Group, Part, Passage, Told, quoted, tell

_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_LAST_JULIAN = 1923
_NEXT = r"(?:\.?,?\s+|\.?,?\s*\()(?:(?:the|den|dem|der|le|el|il|de|du)\s+)?"  # between a weekday and its date
_A = r"(?:an?|une?|un|eine?|einem)"
_DAY = r"(?:st|nd|rd|th|er|º|ª|\.)?"
_OF = r"\s*(?:of\s+|de\s+|d['’])?"
_PARAGRAPHS_BACK = 3  # so far before a date a year may stand that it is of
_SAYINGS = frozenset({"24/7", "9/11", "11/9", "1/2", "1/3", "2/3", "1/4", "3/4"})
_SHORT = 3  # letters of a weekday's name that may be another word's
_HEADS = frozenset({Part.HEADLINE, Part.JUMP_HEAD, Part.KICKER, Part.DECK, Part.LABEL})
_FEBRUARY = 2
_LONG_MONTHS = frozenset({1, 3, 5, 7, 8, 10, 12})


class _Names(NamedTuple):
    """A language's weekdays (Monday is 0) and months, as they are written, and the expressions made of them."""

    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    weekday_and_date: re.Pattern[str]
    late_day: re.Pattern[str]
    """Day and month of the 29th to 31st."""


class _Named(NamedTuple):
    """A weekday with its date as they stand in a text; `days` are day and month, in every order that may be meant."""

    weekday: int
    days: tuple[tuple[int, int], ...]
    year: int | None
    start: int
    stop: int


def check_weekdays(copy: Copy, day: date | None) -> Told:
    """Every weekday that stands beside a date, and every day at a month's end."""
    for group in copy.groups:
        for passage in group.passages:
            if passage.part is Part.FURNITURE or not _FIGURE.search(passage.text):
                continue  # what furniture says of the day is read on the finished page
            names = _names_of(passage.language)
            if names is None:
                continue
            for named in _dates(passage.text, names):
                yield from _check(named, passage, group, day)
            yield from _impossible(passage, names)


def _check(named: _Named, passage: Passage, group: Group, day: date | None) -> Told:
    if named.year is not None:
        meant = [found for each in named.days if (found := _on(named.year, each)) is not None]
        if not meant or named.weekday in {weekday for found in meant for weekday in _weekdays(found)}:
            return
        rule, which = WEEKDAY_WRONG, meant[0]
    elif day is None:
        return
    else:
        near = [found for each in named.days if (found := _nearest(each, day)) is not None]
        if not near or any(found.weekday() == named.weekday for found in near) or _right_in_a_year(named, passage, group, day):
            return
        rule, which = WEEKDAY_DOUBTFUL, near[0]
    shown = quoted(passage.text, named.start, named.stop)
    text = f"names a weekday that is not the date's: {shown}; {which.day} {which:%B %Y} is a {which:%A}"
    remedy = "Correct the weekday or the date, whichever is wrong." + or_allow(rule)
    yield tell(rule, passage, text, remedy)


def _on(year: int, day: tuple[int, int]) -> date | None:
    try:
        return date(year, day[1], day[0])
    except ValueError:
        return None


def _weekdays(day: date) -> Iterator[int]:
    """The weekday of a date; before 1924 also that of the same date in the Julian calendar, 10 to 13 days later in ours."""
    yield day.weekday()
    if day.year <= _LAST_JULIAN:
        behind = day.year // 100 - day.year // 400 - 2
        yield (day + timedelta(days=behind)).weekday()


def _nearest(day: tuple[int, int], today: date) -> date | None:
    """That day in the year in which it comes nearest to the issue."""
    years = (today.year - 1, today.year, today.year + 1)
    days = [found for year in years if 1 <= year <= 9999 and (found := _on(year, day)) is not None]
    return min(days, key=lambda found: abs(found - today), default=None)


def _right_in_a_year(named: _Named, passage: Passage, group: Group, day: date) -> bool:
    """True if a year in which the weekday is right stands near it: what is told may be history.

    Near is in its paragraph; for a year that is past, also in the three before, and in the story's head.
    """
    years = {int(year) for year in _YEAR.findall(passage.text)}
    index = next((place for place, each in enumerate(group.passages) if each is passage), 0)
    before = group.passages[max(0, index - _PARAGRAPHS_BACK) : index]
    heads = (each for each in group.passages if each.part in _HEADS)
    years |= {past for each in (*before, *heads) for year in _YEAR.findall(each.text) if (past := int(year)) < day.year}
    return any(
        named.weekday in _weekdays(found) for year in years for each in named.days if (found := _on(year, each)) is not None
    )


def _dates(text: str, names: _Names) -> Iterator[_Named]:
    for match in names.weekday_and_date.finditer(text):
        part = match.groupdict()
        named = part["week"] or part["week2"] or part["week3"]
        weekday = names.weekdays.get(_key(named))
        if weekday is None or (len(named) <= _SHORT and not _is_short_name(named, text[: match.start()])):
            continue
        year = part["y1"] or part["y2"] or part["y3"] or part["y4"]
        if part["d3"] or part["d5"]:
            odds = part["d5"] and text[: match.start()].endswith(("Good ", "Black "))  # a horse, and what it is laid at
            if odds or match[0].endswith(tuple(f" {saying}" for saying in _SAYINGS)):
                continue
            pair = (int(part["d3"] or part["d5"]), int(part["m3"] or part["m5"]))
            days: tuple[tuple[int, int], ...] = (pair, (pair[1], pair[0]))  # 3/5 is a day in March, or in May
        else:
            month = names.months.get(_key(part["m1"] or part["m2"] or part["m4"]))
            if month is None:
                continue
            days = ((int(part["d1"] or part["d2"] or part["d4"]), month),)
        yield _Named(weekday, days, int(year) if year else None, match.start(), match.end())


def _is_short_name(named: str, before: str) -> bool:
    """True unless the letters are a word's: `so`, `sat`, or the paper in `The Sun, 3 May 1997`."""
    return not named.islower() and not before.lower().endswith("the ")


def _impossible(passage: Passage, names: _Names) -> Told:
    for match in names.late_day.finditer(passage.text):
        day, month = int(match["d"]), names.months.get(_key(match["m"]))
        if month is None or month in _LONG_MONTHS:
            continue
        most = 30 if month != _FEBRUARY else 29 if match["y"] is None or isleap(int(match["y"])) else 28
        if day > most:
            text = f"names a day that no calendar has: {quoted(passage.text, match.start(), match.end())}"
            remedy = "Correct the day or the month." + or_allow(DATE_IMPOSSIBLE)
            yield tell(DATE_IMPOSSIBLE, passage, text, remedy)


@functools.lru_cache(maxsize=16)  # 3 ms each; the language is the whole of the question
def _names_of(language: str) -> _Names | None:
    """The names of weekdays and months in a language, by Babel; None for a language that it has not."""
    locale = locale_of(language)
    weekdays = _named(locale.days)
    months = _named(locale.months)
    if not weekdays or not months:
        return None
    week, month = _any_of(weekdays), _any_of(months)
    pattern = (
        rf"(?<![\w-])(?:(?P<week>{week}){_NEXT}(?:"
        rf"(?P<d1>\d{{1,2}}){_DAY}{_OF}(?P<m1>{month})(?!\w)\.?(?:,?\s+(?:del?\s+)?(?P<y1>\d{{4}})(?!\d))?"
        rf"|(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.,]\d|\d|\w)(?:,?\s+(?P<y2>\d{{4}})(?!\d))?"
        r"|(?P<d3>\d{1,2})[./](?P<m3>\d{1,2})[./](?P<y3>\d{4})(?!\d)"
        rf"|(?P<d5>\d{{1,2}})(?:/(?P<m5>\d{{1,2}})(?![\d/.,]\d|\d|/)))"
        rf"|(?P<d4>\d{{1,2}}){_DAY}{_OF}(?P<m4>{month})\.?(?:,?\s+(?P<y4>\d{{4}}))?"
        rf"(?:\s*\((?:{_A}\s+)?(?P<week2>{week})\.?\)|,\s+{_A}\s+(?P<week3>{week})(?!\w)))"
    )
    late = rf"(?<![\w.,:/–-])(?P<d>29|30|31){_DAY}{_OF}(?P<m>{month})(?!\w|(?-i:\s+[A-Z][a-z]))(?:\s+(?P<y>\d{{4}})(?!\d))?"
    return _Names(weekdays, months, re.compile(pattern, re.IGNORECASE), re.compile(late, re.IGNORECASE))


def _named(widths: Mapping[str, Mapping[str, Mapping[int, str]]]) -> dict[str, int]:
    """Names to numbers, written out and shortened, alone and in a date; a name of two things means neither."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for index, name in widths[form][width].items():
                key = _key(name)
                if found.setdefault(key, index) != index:
                    twice.add(key)
    return {name: index for name, index in found.items() if name not in twice and not name.isdigit()}


def _any_of(names: Mapping[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _key(name: str) -> str:
    return name.lower().rstrip(".")
