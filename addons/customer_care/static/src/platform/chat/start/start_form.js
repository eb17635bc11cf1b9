import { Component, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { makeKey } from "../../starter/visit_reports";
import { useDraft } from "../core/draft";
import { Icon } from "../core/icon";
import { toDay } from "../core/time";

const ORDER_PAGE = /^\/eservices\/orders\/(\d+)/;

/** What it is about, and the first question, before somebody is asked for (L1). */
export class StartForm extends Component {
    static template = "customer_care.StartForm";
    static components = { Icon };
    static props = { chat: Object, leaveMessage: Function };

    setup() {
        this.chat = useState(this.props.chat);
        this.toDay = toDay;
        this.draft = useDraft(this.chat.store, "question", { text: "", subject: "", order: "" });
        this.state = useState({ error: "", isClosed: false, isSending: false });
        this.key = makeKey();
        const [, order] = browser.location.pathname.match(ORDER_PAGE) || [];
        if (order && this.care.orders.some(({ id }) => String(id) === order)) {
            this.draft.values.order = order;
        }
    }

    get care() {
        return this.chat.care;
    }

    get subject() {
        return this.care.subjects.find(({ id }) => String(id) === this.draft.values.subject);
    }

    /** Some subjects have hours of their own. */
    get isClosed() {
        return this.state.isClosed || this.subject?.open === false;
    }

    get wantsOrder() {
        return this.care.orders.length > 0 && (this.subject?.wants_order || Boolean(this.draft.values.order));
    }

    onChange() {
        this.state.isClosed = false;
        this.draft.save();
    }

    async start() {
        if (this.state.isSending) {
            return;
        }
        const { text, subject, order } = this.draft.values;
        this.state.isSending = true;
        const answer = await this.chat.start({
            subject_id: Number(subject) || null,
            order_id: (this.wantsOrder && Number(order)) || null,
            text: text.trim(),
            key: this.key,
            url: browser.location.pathname + browser.location.search,
        });
        this.state.isSending = false;
        if (answer.ok) {
            this.draft.clear();
        } else {
            this.state.error = answer.error;
            this.state.isClosed = Boolean(answer.closed);
        }
    }
}
