"""How the app speaks: sentences, numbers, durations, lists. No Streamlit here."""

from __future__ import annotations

import datetime
import gettext
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_timezone_location
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from core.vocabulary import Language, Words

LOCALES = Path(__file__).resolve().parents[2] / "data" / "locales"
NO_BREAK = "\u00a0"
MOST_NUMBERS = 10_000  # kept as text, about a megabyte


@dataclass(frozen=True)
class Speech:
    """One language, with its translations. Source texts are English."""

    language: Language
    translations: gettext.NullTranslations

    def say(self, text: str, **values: Any) -> str:
        """Return a text of the app in this language, with its values filled in."""
        return self.translations.gettext(text).format(**values)

    def count(self, one: str, many: str, number: int, **values: Any) -> str:
        """Return the form of a text that goes with `number`, which fills {number}."""
        form = self.translations.ngettext(one, many, number)
        return form.format(number=self.number(number), **values)

    def words(self, words: Words) -> str:
        """Return a text of the catalogue in this language."""
        return words.into(self.language)

    def number(self, value: float, digits: int = 0) -> str:
        """Return a number with at most `digits` decimals: 1 234,5 or 1,234.5."""
        return _decimal(round(value, digits) + 0.0, digits, self.language)

    def signed(self, value: float) -> str:
        """Return a whole number with its sign, + or a true minus."""
        whole = round(value)
        sign = "+" if whole > 0 else "\u2212" if whole < 0 else ""
        return f"{sign}{self.number(abs(whole))}"

    def percent(self, share: float) -> str:
        """Return a share as a whole percentage."""
        return format_percent(round(share, 2), locale=_locale(self.language))

    def duration(self, minutes: float) -> str:
        """Return minutes as 45 min, 3 h or 2 h 30."""
        hours, rest = divmod(round(minutes), 60)
        if hours == 0:
            return f"{rest}{NO_BREAK}min"
        return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02d}" if rest else "")

    def seconds(self, minutes: float) -> str:
        """Return minutes to the second, as 5 s or 1 min 30 s."""
        whole, rest = divmod(max(1, round(60 * minutes)), 60)
        parts = [f"{whole}{NO_BREAK}min"] if whole else []
        if rest:
            parts.append(f"{rest}{NO_BREAK}s")
        return NO_BREAK.join(parts)

    def hour(self, time: datetime.time) -> str:
        """Return a time of the day: 14:32, or 2:32 PM."""
        return format_time(time, "short", locale=_locale(self.language))

    def day(self, iso: str) -> str:
        """Return a date given as 2026-11-23 in short: 23 nov."""
        date = datetime.date.fromisoformat(iso)
        return format_skeleton("MMMd", date, locale=_locale(self.language))

    def date(self, day: datetime.date) -> str:
        """Return a date with its year: 23 nov. 2026."""
        return _date(day, self.language)

    def full_date(self, day: datetime.date) -> str:
        """Return a date in full: 23 novembre 2026."""
        return format_date(day, format="long", locale=_locale(self.language))

    def place(self, zone: str) -> str:
        """Return the town that stands for a time zone given as Europe/London: Londres."""
        return get_timezone_location(zone, locale=_locale(self.language), return_city=True)

    def town(self, zone: str) -> str:
        """Return the town that stands for a time zone; the zone as it is where it has none."""
        try:
            return self.place(zone)
        except LookupError:
            return zone

    def listed(self, names: Sequence[str]) -> str:
        """Return names as "A, B et C"; an empty text for none."""
        return _listed(tuple(names), self.language) if names else ""


@lru_cache(maxsize=MOST_NUMBERS)
def _decimal(rounded: float, digits: int, language: Language) -> str:
    """Return a number in words of the language. A page writes a hundred, mostly the same ones."""
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return format_decimal(rounded, pattern, locale=_locale(language))


@lru_cache(maxsize=MOST_NUMBERS)
def _listed(names: tuple[str, ...], language: Language) -> str:
    """Return names in a row. A page lists the same ones a dozen times."""
    return format_list(names, locale=_locale(language))


@lru_cache
def _date(day: datetime.date, language: Language) -> str:
    """Return a date in words of the language. A page may write the same one a hundred times."""
    return format_date(day, "medium", locale=_locale(language))


def forget() -> None:
    """Forget what was written; whoever needs it has it written again."""
    for written in (_decimal, _listed, _date):
        written.cache_clear()


@lru_cache
def _locale(language: Language) -> Locale:
    """Return Babel's rules of a language; it would look them up again for every text."""
    return Locale.parse(language)


@lru_cache
def speech(language: Language) -> Speech:
    """Return the speech of a language, read once."""
    return Speech(language, _translations(language))


def _translations(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
