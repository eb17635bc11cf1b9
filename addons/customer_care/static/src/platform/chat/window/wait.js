import { Component, useEffect, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { announce } from "@eservices_ecommerce/core/answers";
import { toClock } from "../core/time";

const CALM = 60000;

/** How long still: the position in the line, and the expected wait where it can be known (L13). */
export class Wait extends Component {
    static template = "customer_care.Wait";
    static props = { chat: Object };

    setup() {
        this.chat = useState(this.props.chat);
        this.toClock = toClock;
        this.saidAt = 0;
        this.ui = useState({ hasMoved: false });
        useEffect(
            (position) => {
                this.ui.hasMoved ||= Boolean(this.last && position !== this.last);
                this.last = position;
            },
            () => [this.chat.session.position]
        );
        useEffect(
            () => {
                this.announceSoon();
                return () => browser.clearTimeout(this.timer);
            },
            () => [this.chat.session.position, this.minutes]
        );
    }

    get minutes() {
        const { wait } = this.chat.session;
        return wait === null ? 0 : Math.max(1, Math.round(wait / 60));
    }

    get words() {
        return this.minutes > 1 ? _t("about %s minutes", this.minutes) : _t("about a minute");
    }

    /** To a screen reader, at most once a minute. */
    announceSoon() {
        const rest = this.saidAt + CALM - Date.now();
        this.timer = browser.setTimeout(() => this.announce(), Math.max(rest, 0));
    }

    announce() {
        const { position } = this.chat.session;
        if (position) {
            this.saidAt = Date.now();
            const line = _t("You wait at position %s.", position);
            announce(this.minutes ? `${line} ${_t("Expected wait: %s.", this.words)}` : line);
        }
    }
}
