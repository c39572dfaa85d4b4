"""The day as the furniture prints it: folio, nameplate, ears and banner against the issue's date and the calendar.

In: the furniture's lines as read. Out: dates that are not the issue's, and weekdays that are not their date's. A date of another
time (a founding day) and one that is still to come, told in words, are not taken for today's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from layout.base.problems import InFile, OnPage, Problem, Severity
from layout.base.values import dataclass
from layout.design.templates import locale_of, print_date
from layout.pages.display import Kind
from layout.passing.findings import Rule, finding
from layout.passing.page_reading import ReadPage, Shown, spoken

DATE = Rule("issue-date-wrong", Severity.ERROR, "a date in the furniture that is not the issue's")
WEEKDAY = Rule("weekday-wrong", Severity.ERROR, "a weekday that its date does not fall on")

NEAR = 400  # days: what lies farther from the issue's date belongs to another time; a template of last year lies nearer
SOON = 150  # days within which a date without a year is taken to be this year's nearest
STACKED = 16.0  # points at most between the baselines of two lines of one ear
_ORDINAL = r"(?:\.|st|nd|rd|th|er|º|ª)?"
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-])")
_RANGE = r"\s*(?:[-\u2010-\u2014/]|to|bis|au|al|a)\s"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A language's names of months and weekdays (Monday is 0), and its dates' patterns: day first, month first."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]


class PrintedDate(NamedTuple):
    """A date as printed: its place in the text, the days that it may mean, the weekdays before it, whether it gives a year."""

    start: int
    end: int
    days: tuple[date, ...]
    weekdays: frozenset[int]
    has_year: bool


def calendar_of(language: str) -> Calendar:
    """The names as the Unicode CLDR has them, wide and short."""
    locale = locale_of(language)
    months: dict[str, int] = {}
    weekdays: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            months |= {spoken(name).rstrip("."): number for number, name in locale.months[context][width].items()}
            weekdays |= {spoken(name).rstrip("."): number for number, name in locale.days[context][width].items()}
    if locale.language == "de":
        weekdays["sonnabend"] = 5  # which half of the country says for Samstag
    named = _any(weekdays)
    further = rf"(?:\s?(?:[/,&\u2013-]|und|and|et|y)\s?{named}\.?)*"
    before = rf"(?<!\w)(?:(?P<weekdays>{named}\.?{further}),?\s(?:(?:the|den|le|el)\s)?)?"
    days = rf"(?P<days>\d{{1,2}}{_ORDINAL}(?:\s?[-\u2010-\u2014/&]\s?\d{{1,2}}{_ORDINAL})*)"
    year = r"(?:,?\s(?:del?\s)?(?P<year>\d{4})(?!\d))?"
    month = rf"(?P<month>{_any(months)})\b\.?"
    return Calendar(
        months,
        weekdays,
        re.compile(rf"{before}(?<!\d){days}\s?(?:of\s|de\s|d')?{month}{year}"),
        re.compile(rf"{before}\b{month}\s{days}(?!\d|[.:]\d){year}"),
    )


def _any(names: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)})"


def dates_in(text: str, calendar: Calendar, near: date) -> list[PrintedDate]:
    """The dates that a text (as `spoken`) gives, a year left out being the one nearest to `near`."""
    found = [
        made
        for pattern in (calendar.day_first, calendar.month_first)
        for match in pattern.finditer(text)
        if (made := _named_date(match, calendar, near)) is not None
    ]
    found += [made for match in _NUMERIC.finditer(text) if (made := _numeric_date(match)) is not None]
    kept: list[PrintedDate] = []
    for each in sorted(found, key=lambda printed: (printed.start, -printed.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def without_dates(text: str, calendar: Calendar, near: date) -> str:
    """The text (as `spoken`) with its dates taken out."""
    for printed in reversed(dates_in(text, calendar, near)):
        text = f"{text[: printed.start]} {text[printed.end :]}"
    return text


def _named_date(match: re.Match[str], calendar: Calendar, near: date) -> PrintedDate | None:
    month = calendar.months[match["month"]]
    ends = [int(day) for day in re.findall(r"\d+", match["days"])]
    counted = range(min(ends), max(ends) + 1)
    years = (int(match["year"]),) if match["year"] else (near.year - 1, near.year, near.year + 1)
    made = [[day for count in counted if (day := _day(year, month, count)) is not None] for year in years]
    days = min((some for some in made if some), key=lambda some: abs((some[0] - near).days), default=[])
    named = re.findall(r"[^\W\d_]+", match["weekdays"] or "")
    weekdays = frozenset(calendar.weekdays[name] for name in named if name in calendar.weekdays)
    return PrintedDate(match.start(), match.end(), tuple(days), weekdays, bool(match["year"])) if days else None


def _numeric_date(match: re.Match[str]) -> PrintedDate | None:
    """24.11.2026, 24/11/2026, 11/24/2026 or 2026-11-24: in whatever order it is a day."""
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    year = third if third > 99 else 2000 + third
    orders = ((first, second, third),) if first > 31 else ((year, second, first), (year, first, second))
    days = tuple(dict.fromkeys(day for order in orders if (day := _day(*order)) is not None))
    return PrintedDate(match.start(), match.end(), days, frozenset(), True) if days else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def check_dates(read: ReadPage, calendar: Calendar, issue_date: date, language: str) -> Iterator[Problem]:
    """The page's furniture."""
    furniture = list(read.furniture())
    texts = [spoken(line.text) for line in furniture]
    printed = [dates_in(text, calendar, issue_date) for text in texts]
    today = [_says(text, dates, issue_date) for text, dates in zip(texts, printed, strict=True)]
    should = print_date("", issue_date, language, InFile(""))[0]
    for line, text, dates, right in zip(furniture, texts, printed, today, strict=True):
        for each in dates:
            if not right and _claims_today(line, text, each, issue_date, told=any(today)):
                yield _wrong(DATE, read, line, f"but the issue is of {should}", "Take the date from the issue: {date}.")
            elif _off_weekday(each, issue_date):
                yield _wrong(WEEKDAY, read, line, _falls_on(each, calendar), "Print it with the date: {date:%A %d %B %Y}.")
    yield from _stacked(read, furniture, texts, printed, calendar)


def _says(text: str, dates: Sequence[PrintedDate], issue_date: date) -> bool:
    """True where the line gives the issue's date, or a run of days that holds it (`24-30 November`)."""
    if any(issue_date in each.days for each in dates):
        return True
    ends = [day for each in dates for day in each.days]
    if len(dates) > 1 and min(ends) <= issue_date <= max(ends):
        return True
    run = rf"(?<!\d){issue_date.day}{_ORDINAL}{_RANGE}"
    return any(re.search(run, text[: each.start]) and issue_date <= max(each.days) for each in dates)


def _claims_today(line: Shown, text: str, printed: PrintedDate, issue_date: date, *, told: bool) -> bool:
    """True where a reader takes it for the day of the paper. `told`: the furniture gives the right one elsewhere."""
    if all(abs((day - issue_date).days) > NEAR for day in printed.days):
        return False
    rest = re.sub(r"[\W\d_]+", "", text[: printed.start] + text[printed.end :])
    past = max(printed.days) < issue_date
    if not rest:
        return True
    if line.kind is Kind.FOLIO:
        return past or not told
    return past and bool(printed.weekdays) and printed.has_year


def _off_weekday(printed: PrintedDate, issue_date: date) -> bool:
    if not printed.weekdays or (not printed.has_year and abs((printed.days[0] - issue_date).days) > SOON):
        return False
    return not printed.weekdays & {day.weekday() for day in printed.days}


def _falls_on(printed: PrintedDate, calendar: Calendar) -> str:
    wide = {number: name for name, number in sorted(calendar.weekdays.items(), key=lambda pair: len(pair[0]))}
    return f"but that day is a {wide[printed.days[0].weekday()].title()}"


def _stacked(
    read: ReadPage,
    furniture: Sequence[Shown],
    texts: Sequence[str],
    printed: Sequence[Sequence[PrintedDate]],
    calendar: Calendar,
) -> Iterator[Problem]:
    """A weekday alone on a line over or under its date, as ears have it."""
    for line, text in zip(furniture, texts, strict=True):
        weekday = calendar.weekdays.get(text.rstrip(".,"))
        if weekday is None:
            continue
        for other, dates in zip(furniture, printed, strict=True):
            beside = line.area.x < other.area.right and other.area.x < line.area.right
            if other.kind is line.kind and beside and 0 < abs(other.area.bottom - line.area.bottom) <= STACKED:
                for each in dates:
                    if each.has_year and not each.weekdays and weekday not in {day.weekday() for day in each.days}:
                        yield _wrong(WEEKDAY, read, line, _falls_on(each, calendar), "Print it as {date:%A}.")


def _wrong(rule: Rule, read: ReadPage, line: Shown, why: str, remedy: str) -> Problem:
    text = f"the {line.kind} of page {read.page.number} says \u201c{line.text}\u201d, {why}"
    return finding(rule, text, remedy, OnPage(read.page.number, line.area))
