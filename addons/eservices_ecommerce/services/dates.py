import datetime
import re
from functools import cache

import babel.dates

from odoo import fields, models
from odoo.tools import babel_locale_parse, get_lang

# Odoo's own English is that of a house with customers everywhere: 5 October, 14:30.
_FORMS = {"en_US": "en_GB"}
# What these languages call the first day of a month, where CLDR has the bare figure.
_FIRST = {"fr": "1er", "it": "1º"}


@cache
def _get_patterns(code):
    """CLDR's patterns of one language, as ``babel`` takes them.

    :param str code: of the language, as in ``res.lang``
    :return: ``{"day", "full", "weekday", "time"}``
    """
    locale = babel_locale_parse(_FORMS.get(code, code))
    skeletons = locale.datetime_skeletons
    weekday = skeletons.get("MMMMEd") or skeletons["MMMEd"]
    return {
        "day": (skeletons.get("MMMMd") or skeletons["MMMd"]).pattern,
        "full": locale.date_formats["long"].pattern,
        "weekday": re.sub("E+", "EEEE", re.sub("M{3,}", "MMMM", weekday.pattern)),
        "time": locale.time_formats["short"].pattern,
    }


class EservicesDates(models.AbstractModel):
    """Days and hours as people say them, each language in its own order and form (B12).

    Each method takes a ``date`` or a ``datetime`` in UTC, and answers nothing with an empty text. Hours and
    days are those of the user's time zone.
    """

    _name = "eservices.dates"
    _description = "Dates on the customer platform"

    def _format_day(self, value):
        """A day near enough to go without its year: 5 October, 5. Oktober, 5 octobre."""
        return self._format(value, "day")

    def _format_full_day(self, value):
        """A day with its year: 5 October 2026, 5. Oktober 2026."""
        return self._format(value, "full")

    def _format_weekday(self, value):
        """A day with its name: Monday, 5 October; lundi 5 octobre."""
        return self._format(value, "weekday")

    def _format_time(self, moment):
        """The hour of a moment: 14:30."""
        if not moment:
            return ""
        code = get_lang(self.env).code
        local = fields.Datetime.context_timestamp(self, moment)
        return babel.dates.format_time(local, _get_patterns(code)["time"], locale=babel_locale_parse(code))

    def _format_moment(self, moment):
        """Day and hour: 5 October, 14:30."""
        if not moment:
            return ""
        return self.env._("%(day)s, %(hour)s", day=self._format_day(moment), hour=self._format_time(moment))

    def _get_day(self, value):
        """The user's own day at a moment."""
        if isinstance(value, datetime.datetime):
            return fields.Datetime.context_timestamp(self, value).date()
        return value

    def _format(self, value, form):
        if not value:
            return ""
        code = get_lang(self.env).code
        day = self._get_day(value)
        pattern = _get_patterns(code)[form]
        first = _FIRST.get(code.split("_")[0])
        if first and day.day == 1:
            pattern = re.sub(r"\bd\b", f"'{first}'", pattern)
        return babel.dates.format_date(day, pattern, locale=babel_locale_parse(code))
