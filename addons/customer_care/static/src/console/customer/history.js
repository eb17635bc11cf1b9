import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";
import { Pill } from "@customer_care/desk/pill/pill";
import { toDay } from "@customer_care/desk/core/time";
import { useConsole } from "@customer_care/console/core/console_hook";
import { OrderDetails } from "@customer_care/console/customer/order_details";

/** The customer's orders by number, the latest first, and any one of them in full (A5, A6). */
export class History extends Component {
    static template = "customer_care.ConsoleHistory";
    static components = { OrderDetails, Pill };
    static props = {};

    setup() {
        this.work = useConsole();
        this.toDay = toDay;
        this.state = useState({ rows: null, total: 0, page: 20, offset: 0, order: null });
        this.list = useRef("list");
        useEffect(
            (order) => {
                if (!order && this.isBack) {
                    this.list.el?.querySelector(`[data-order="${this.openedId}"]`)?.focus();
                }
            },
            () => [this.state.order]
        );
        onWillStart(() => {
            this.read(0);
        });
    }

    async read(offset) {
        const found = await this.work.attempt("care.console", "get_history", [this.work.contact.id, offset]);
        if (found) {
            Object.assign(this.state, { ...found, offset });
        }
    }

    get last() {
        return Math.min(this.state.total, this.state.offset + this.state.page);
    }

    tone(row) {
        return { ok: "ok", warn: "warn", bad: "bad", info: "info" }[row.tone] || "none";
    }

    async open(row) {
        const order = await this.work.attempt("care.console", "get_order", [this.work.contact.id, row.id]);
        this.state.order = order || null;
        this.openedId = row.id;
    }

    /** Back to the row that was opened. */
    close() {
        this.state.order = null;
        this.isBack = true;
    }
}
