import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { AnswerSearch } from "@customer_care/desk/answers/answer_search";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { Live } from "@customer_care/desk/live/live";
import { Pill } from "@customer_care/desk/pill/pill";
import { toDay } from "@customer_care/desk/core/time";
import { useSessionPanel } from "@customer_care/desk/panel/panel_hook";

/** What a representative knows of the customer while he talks with him: page, cart, profile, papers (L6, L8). */
export class CustomerPanel extends Component {
    static template = "customer_care.CustomerPanel";
    static components = { AnswerSearch, Elapsed, Live, Pill };
    static props = { session: Object, close: Function };

    setup() {
        this.desk = useService("customer_care.desk");
        this.action = useService("action");
        this.toDay = toDay;
        const { state, reader } = useSessionPanel(() => this.props.session);
        Object.assign(this, { state, reader });
    }

    get panel() {
        return this.desk.panels[this.props.session.id];
    }

    get lines() {
        const { length } = this.panel.cart.lines;
        return length === 1 ? _t("1 line") : _t("%s lines", length);
    }

    tone(order) {
        return { ok: "ok", warn: "warn", bad: "bad", info: "info" }[order.tone] || "none";
    }

    openConsole() {
        return this.desk.openConsole(this.panel.profile.id, this.props.session.id);
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
            target: "new",
        });
    }

    openEarlier(earlier) {
        return this.desk.openTalk(earlier.channel_id);
    }
}
