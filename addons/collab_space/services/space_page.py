from odoo import fields, models
from odoo.fields import Domain

from odoo.addons.eservices_ecommerce.const import LIST_PAGE
from odoo.addons.eservices_ecommerce.services.message_body import simplify

from ..const import AUTHOR, BUYER, MANAGER, RUNNING, SELLER
from .file_names import format_size

TONES = {"open": "info", "agreed": "ok", "closed": "muted", "archived": "muted"}


class CollabSpacePage(models.AbstractModel):
    """Spaces as the platform's pages show them (S8, S9). Everything is read with the member's own rights."""

    _name = "collab.space.page"
    _description = "Pages of collaboration spaces"

    # === LISTS === #

    def _list(self, query):
        """A page of the user's spaces, those in which he is awaited first.

        :param query: ``services.list_query.ListQuery``
        :return: ``(rows, total)``
        """
        spaces = self.env["collab.space"]
        domain = Domain("state", "!=", "archived")
        if query.state in TONES:
            domain = Domain("state", "=", query.state)
        if query.text:
            domain &= Domain("name", "ilike", query.text) | Domain("topic_ids.name", "ilike", query.text)
        domain &= self.env["eservices.layout"]._get_days_domain(query, "date_deadline")
        found = spaces.search(
            domain,
            order="state desc, date_deadline, id desc",
            limit=LIST_PAGE,
            offset=(query.page - 1) * LIST_PAGE,
        )
        return [self._prepare_row(space) for space in found], spaces.search_count(domain)

    def _get_states(self):
        """States to filter by: ``[(key, label)]``."""
        labels = dict(self.env["collab.space"]._fields["state"]._description_selection(self.env))
        return [("", self.env._("Running")), *labels.items()]

    def _count_waiting(self):
        """What the user has not read or not answered, for the menu; ``None`` when he has no space."""
        if not self.env["collab.member"]._is_anywhere(self.env.user.partner_id.id):
            return None
        spaces = self.env["collab.space"].search(Domain("state", "!=", "archived"))
        if not spaces:
            return None
        figures = self.env["collab.space.figures"]._count_contents(spaces)
        unread = sum(row["unread_count"] for row in figures.values())
        side = spaces._get_side(self.env.user.partner_id)
        mine = [("space_id", "in", spaces.ids), ("space_id.state", "=", "open"), ("turn", "=", side)]
        return unread + self.env["collab.term"].search_count(mine)

    def _prepare_row(self, space):
        """A space in the list, and in the head of its pages."""
        side = space._get_side(self.env.user.partner_id)
        dates = self.env["eservices.dates"]
        labels = dict(space._fields["state"]._description_selection(self.env))
        is_running = space.state == "open"
        deadline = space.date_deadline if is_running else False
        return {
            "id": space.id,
            "name": space.name,
            "url": f"/eservices/spaces/{space.id}",
            "state": space.state,
            "state_label": labels[space.state],
            "tone": TONES[space.state],
            "kind": space.kind,
            "next_step": space.next_step or "",
            "ball": space.ball,
            "ball_label": self._get_ball_label(space, side),
            "is_my_turn": is_running and space.ball in (side, "both"),
            "deadline": dates._format_day(deadline),
            "is_late": bool(deadline) and deadline < fields.Date.context_today(space),
            "unread": space.unread_count,
            "messages": space.message_count,
            "accepted": space.accepted_count,
            "terms": space.term_count,
            "percent": 100 * space.accepted_count // (space.term_count or 1),
            "members": space.member_count,
        }

    def _get_ball_label(self, space, side):
        if space.state == "agreed":
            return self.env._("Everything is agreed")
        if space.ball == "none":
            return ""
        if space.ball in (side, "both"):
            return self.env._("Your turn")
        return self.env._("%s answers", space._get_side_name(space.ball))

    # === ONE SPACE === #

    def _prepare_space(self, space):
        """What every page of a space shows of it."""
        space_sudo = space.sudo()  # sudo: res.users, sale.order - names that both sides know
        used, total = space._get_quota()
        member = self._get_own_member(space)
        return {
            **self._prepare_row(space),
            "description": simplify(space.description),
            "me": self.env.user.partner_id.id,
            "role": member.role or "",
            "notify": member.notify or "instant",
            "can_write": self._can_write(space),
            "owner": self._prepare_person(space_sudo.user_id.partner_id),
            "company": space._get_side_name(SELLER),
            "other": space._get_side_name(BUYER),
            "round": space.round,
            "order": space_sudo.order_id.name or "",
            "url_terms": f"/eservices/spaces/{space.id}/terms",
            "url_export": f"/eservices/spaces/{space.id}/export",
            "url_search": f"/eservices/spaces/{space.id}/search",
            "quota": {
                "used": format_size(used),
                "total": format_size(total),
                "percent": min(100 * used // (total or 1), 100),
            },
        }

    def _get_own_member(self, space):
        person = self.env.user.partner_id
        return space.member_ids.filtered(lambda one: one.partner_id == person)

    def _can_write(self, space):
        return self._get_own_member(space).role in (AUTHOR, MANAGER) and space.state in RUNNING

    def _prepare_person(self, partner_sudo):
        name = partner_sudo.name or ""
        return {"name": name, "initials": "".join(word[0] for word in name.split()[:2]).upper()}

    def _prepare_members(self, space):
        """Members, the seller's side first."""
        roles = dict(self.env["collab.member"]._fields["role"]._description_selection(self.env))
        me = self.env.user.partner_id
        rows = []
        for member in space.member_ids.sorted(lambda one: (one.side == BUYER, one.id)):
            partner_sudo = member.sudo().partner_id  # sudo: res.partner - members know each other by name
            rows.append(
                {
                    "id": partner_sudo.id,
                    **self._prepare_person(partner_sudo),
                    "company": space._get_side_name(SELLER)
                    if member.side == SELLER
                    else partner_sudo.commercial_partner_id.name or "",
                    "role": member.role,
                    "role_label": roles[member.role],
                    "side": member.side,
                    "is_me": partner_sudo == me,
                    "may_write": member.role in (AUTHOR, MANAGER),
                }
            )
        return rows

    def _prepare_topics(self, space):
        """Topics with their figures, in two statements."""
        # Asked for anew: what was read in superuser mode before may stand in the cache.
        topics = self.env["collab.topic"].search([("space_id", "=", space.id)])
        figures = self.env["collab.space.figures"]._count_messages(topics)
        last_ids = [last for _count, _unread, last in figures.values()]
        # sudo: mail.message - of topics that the user reads
        latest = {message.id: message for message in self.env["mail.message"].sudo().browse(last_ids)}
        rows = []
        for topic in topics:
            count, unread, last = figures.get(topic.id, (0, 0, 0))
            message_sudo = latest.get(last)
            rows.append(
                {
                    "id": topic.id,
                    "name": topic.name,
                    "url": f"/eservices/spaces/{space.id}/topics/{topic.id}",
                    "messages": count,
                    "unread": unread,
                    "last": self._format_moment(message_sudo.date) if message_sudo else "",
                    "last_author": message_sudo.author_id.name or "" if message_sudo else "",
                }
            )
        return rows

    def _format_moment(self, moment):
        return self.env["eservices.messages.page"]._format_moment(moment, short=True)

    # === FILES AND TASKS === #

    def _prepare_folders(self, space):
        """Folders with the number of files in them."""
        counts = dict(
            self.env["collab.file"]._read_group(
                [("space_id", "=", space.id), ("is_latest", "=", True)], ["folder_id"], ["__count"]
            )
        )
        return [
            {"id": folder.id, "name": folder.name, "files": counts.get(folder, 0)}
            for folder in space.folder_ids
        ]

    def _find_files(self, space, limit=200):
        """The latest versions of the space's files, the newest first."""
        domain = [("space_id", "=", space.id), ("is_latest", "=", True)]
        return self.env["collab.file"].search(domain, order="id desc", limit=limit)

    def _prepare_files(self, files):
        """Files, each with the addresses under which a member opens it."""
        rows = []
        for file in files:
            url = f"/eservices/spaces/{file.space_id.id}/files/{file.id}"
            rows.append(
                {
                    "id": file.id,
                    "name": file.name,
                    "number": file.number,
                    "size": format_size(file.size),
                    "type": file._get_type(),
                    "mimetype": file.mimetype or "",
                    "is_image": (file.mimetype or "").startswith("image/"),
                    "url": url,
                    "preview_url": f"{url}?preview=1" if file.is_previewed else None,
                    "author": file.sudo().author_id.name or "",
                    "date": self._format_moment(file.create_date),
                    "folder_id": file.folder_id.id,
                    "topic_id": file.topic_id.id,
                    "topic": file.topic_id.name or "",
                    "downloads": file.download_count,
                }
            )
        return rows

    def _prepare_history(self, file):
        """All versions of a file, and who opened them."""
        versions = file._get_versions()
        labels = dict(self.env["collab.file.access"]._fields["how"]._description_selection(self.env))
        return {
            "versions": self._prepare_files(versions),
            "accesses": [
                {
                    "name": access.sudo().partner_id.name,
                    "when": self._format_moment(access.date),
                    "how": labels[access.how],
                    "number": access.file_id.number,
                }
                for access in self.env["collab.file.access"].search(
                    [("file_id", "in", versions.ids)], limit=50
                )
            ],
        }

    def _prepare_tasks(self, space):
        """The shared plan, what is open first."""
        side = space._get_side(self.env.user.partner_id)
        can_write, today = self._can_write(space), fields.Date.context_today(space)
        me = self.env.user.partner_id
        rows = []
        for task in space.task_ids.sorted(
            lambda one: (one.is_done, one.date_deadline or fields.Date.to_date("9999-12-31"), one.id)
        ):
            task_sudo = task.sudo()  # sudo: res.partner - members know each other by name
            rows.append(
                {
                    "id": task.id,
                    "name": task.name,
                    "side": task.side,
                    "owner": task_sudo.partner_id.name or space._get_side_name(task.side),
                    "is_mine": task_sudo.partner_id == me or (not task_sudo.partner_id and task.side == side),
                    "deadline": self.env["eservices.dates"]._format_day(task.date_deadline),
                    "is_late": bool(task.date_deadline and task.date_deadline < today and not task.is_done),
                    "done": task.is_done,
                    "done_text": self.env._(
                        "%(name)s, %(day)s",
                        name=task_sudo.done_by_id.name,
                        day=self._format_moment(task.done_at),
                    )
                    if task.is_done
                    else "",
                    "may_change": can_write and task.side == side,
                }
            )
        return rows
