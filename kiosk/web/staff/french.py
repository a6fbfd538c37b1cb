"""Days and hours as the team reads them, by the clocks of the place."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.i18n.dates import day_of_month, time_of_day
from kiosk.i18n.languages import SOURCE
from kiosk.i18n.typography import NO_BREAK


def hour(moment: datetime, zone: ZoneInfo) -> str:
    """9 h, 9 h 30"""
    return time_of_day(SOURCE, moment, zone)


def day(moment: datetime, zone: ZoneInfo) -> str:
    """lundi 30 novembre"""
    return day_of_month(SOURCE, moment.astimezone(zone).date())


def day_and_hour(moment: datetime, zone: ZoneInfo) -> str:
    return f"{day(moment, zone)}, {hour(moment, zone)}"


def how_long(duration: timedelta) -> str:
    """moins d'une minute, 3 min, 2 h 05, 4 jours"""
    minutes = int(duration.total_seconds() // 60)
    if minutes < 1:
        return "moins d'une minute"
    if minutes < 60:
        return f"{minutes}{NO_BREAK}min"
    if minutes < 24 * 60:
        return f"{minutes // 60}{NO_BREAK}h{NO_BREAK}{minutes % 60:02}"
    days = minutes // (24 * 60)
    return f"{days}{NO_BREAK}jour{'s' * (days > 1)}"
