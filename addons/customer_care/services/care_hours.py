from datetime import UTC, timedelta

from odoo import fields, models

LOOK_AHEAD = timedelta(days=14)


class CareHours(models.AbstractModel):
    """When customers can talk to somebody (L13, L18)."""

    _name = "care.hours"
    _description = "Opening hours of customer care"

    def _find_opening(self, queue, config, at=None):
        """Whether a queue is open for a channel, and when it opens next.

        :param queue: ``care.queue``
        :param config: ``eservices.config``
        :param at: a moment (UTC, naive); empty: now
        :return: ``(is_open, opens_at, closes_at)``, the moments naive UTC or ``None`` when unknown
        """
        # sudo: resource.calendar - customers have no access of their own
        calendar = (queue.sudo().calendar_id or config.sudo().care_calendar_id).with_context(lang=None)
        if not calendar:
            return True, None, None
        start = (at or fields.Datetime.now()).replace(tzinfo=UTC)
        intervals = calendar._work_intervals_batch(start, start + LOOK_AHEAD)[False]
        spans = [(begin.astimezone(UTC), end.astimezone(UTC)) for begin, end, *_rest in intervals]
        for begin, end in spans:
            if begin <= start < end:
                return True, None, self._naive(end)
        return False, self._naive(spans[0][0]) if spans else None, None

    def _naive(self, moment):
        return moment.replace(tzinfo=None, microsecond=0)
