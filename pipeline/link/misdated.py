"""Typing errors in dates: one digit off, two digits or day and month changed places, the year next to it.

A number is given out once in its period (the year of a state body, the term of a Party committee), so two dates of one
period that are a typing error apart mean one act. Across periods they are two acts ("1/KH-UBND" of 02/01/2030 and of
02/01/2031), unless the date cannot be: later than the document that cites it, or of another year than the code bears.
"""

from __future__ import annotations

from pipeline.knowledge.agencies.central_acts import find_assembly_year
from pipeline.knowledge.terms import find_period, load_terms
from pipeline.text.reduced_date import ReducedDate, is_full


def is_slip(date: str, other: str) -> bool:
    """Tell whether one full date can be the other with one typing error."""
    if not (is_full(date) and is_full(other)) or date == other:
        return False
    (year, month, day), (other_year, other_month, other_day) = date.split("-"), other.split("-")
    if (month, day) == (other_month, other_day) and abs(int(year) - int(other_year)) == 1:
        return True
    if year == other_year and (month, day) == (other_day, other_month):
        return True
    wrong = [place for place in range(len(date)) if date[place] != other[place]]
    if len(wrong) == 1:
        return True
    first, last = wrong[0], wrong[-1]
    changed_places = last - first == 1 and date[first] == other[last] and date[last] == other[first]
    return len(wrong) == 2 and changed_places


def is_misdated(code: str, date: str, true: str, not_after: str | None = None) -> bool:
    """Tell whether a code's date is a typing error for the true one; a date after `not_after` cannot be.

    A number of the National Assembly is given out once, so that any second date of it is an error.
    """
    if find_assembly_year(code):
        return True
    if not is_slip(date, true):
        return False
    period, true_period = find_period(code, date), find_period(code, true)
    if period is not None and period == true_period:
        return True
    return is_impossible(code, date, not_after) and not is_impossible(code, true, not_after)


def is_same_law(date: str, true: str) -> bool:
    """Tell whether two full dates can be those of one law of a name: of one year, or a typing error apart."""
    return date[:4] == true[:4] or is_slip(date, true)


def is_impossible(code: str, date: str, not_after: str | None = None) -> bool:
    """Tell whether a code cannot have a date: of another year than it bears, or after it was cited."""
    year = load_terms().year_in_code.match(code)
    written, bound = ReducedDate.parse(date), ReducedDate.parse(not_after)
    if year and (written is None or int(year["year"]) != written.year):
        return True
    return written is not None and bound is not None and bound.is_before(written)
