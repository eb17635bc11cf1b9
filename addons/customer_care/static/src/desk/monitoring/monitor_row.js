import { Component, useEffect, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { toClock } from "@customer_care/desk/core/time";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { Pill } from "@customer_care/desk/pill/pill";

const TONES = { waiting: "warn", chatting: "ok", invited: "brand", browsing: "info", idle: "none" };

/** One customer on the platform, with the one thing that can be done about him (L7). */
export class MonitorRow extends Component {
    static template = "customer_care.MonitorRow";
    static components = { Elapsed, Pill };
    static props = {
        row: Object,
        shows: Object,
        isCurrent: Boolean,
        isFresh: Boolean,
        isNext: Boolean,
        take: Function,
        open: Function,
        invite: Function,
        withdraw: Function,
        enter: Function,
    };

    setup() {
        this.state = useState({ glows: false });
        let before = this.props.row.cart_amount;
        useEffect(
            (amount) => {
                const hasChanged = amount !== before;
                before = amount;
                if (!hasChanged) {
                    return undefined;
                }
                this.state.glows = true;
                const timer = browser.setTimeout(() => (this.state.glows = false), 1000);
                return () => browser.clearTimeout(timer);
            },
            () => [this.props.row.cart_amount]
        );
    }

    get tone() {
        return this.props.row.is_late ? "bad" : TONES[this.props.row.state];
    }

    get stateText() {
        const { row } = this.props;
        return {
            waiting: row.is_late ? _t("Waiting, late") : _t("Waiting"),
            chatting: _t("Chatting"),
            invited: row.invited_at ? _t("Invited %s", toClock(row.invited_at)) : _t("Invited"),
            browsing: _t("Browsing"),
            idle: _t("Idle"),
        }[row.state];
    }

    get place() {
        const { row } = this.props;
        return row.pushed_by_me ? _t("%s, shown by you", row.title || row.url) : row.title || row.url;
    }

    get items() {
        const count = this.props.row.cart_count;
        return count === 1 ? _t("1 item") : _t("%s items", count);
    }
}
