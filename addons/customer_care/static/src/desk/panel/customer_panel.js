import { Component, onWillDestroy, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useBus, useService } from "@web/core/utils/hooks";
import { AnswerSearch } from "@customer_care/desk/answers/answer_search";
import { Coalesced } from "@customer_care/desk/core/coalesced";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { Live } from "@customer_care/desk/live/live";
import { Pill } from "@customer_care/desk/pill/pill";
import { toDay } from "@customer_care/desk/core/time";

const CHANNEL = "care.monitor";

/** What a representative knows of the customer while he talks with him: page, cart, profile, papers (L6, L8). */
export class CustomerPanel extends Component {
    static template = "customer_care.CustomerPanel";
    static components = { AnswerSearch, Elapsed, Live, Pill };
    static props = { session: Object, close: Function };

    setup() {
        this.desk = useService("customer_care.desk");
        this.orm = useService("orm");
        this.action = useService("action");
        this.bus = useService("bus_service");
        this.state = useState({ isFailed: false });
        this.toDay = toDay;
        this.reader = new Coalesced(() => this.read());
        this._listen();
        onWillStart(() => {
            // Its place is on the screen before its content: the conversation does not wait for it.
            this.reader.request();
        });
    }

    _listen() {
        const mine = () => this.props.session;
        const readers = {
            "care.visit/changed": ({ user_ids: ids }) =>
                ids.includes(mine().user_id) && this.reader.request(),
            "care.session/changed": ({ id }) => id === mine().id && this.reader.request(),
            "care.push/answered": ({ session_id: id }) => id === mine().id && this.reader.request(),
            "care.transfer/answered": ({ session_id: id }) => id === mine().id && this.reader.request(),
        };
        Object.entries(readers).forEach(([type, read]) => this.bus.subscribe(type, read));
        this.bus.addChannel(CHANNEL);
        useBus(this.bus, "BUS:RECONNECT", () => this.reader.request());
        useBus(this.env.bus, "CUSTOMER_CARE:READ_PANEL", () => this.reader.request());
        onWillDestroy(() => {
            this.reader.stop();
            this.bus.deleteChannel(CHANNEL);
            Object.entries(readers).forEach(([type, read]) => this.bus.unsubscribe(type, read));
        });
    }

    async read() {
        const { id } = this.props.session;
        try {
            this.desk.panels[id] = await this.orm.silent.call("care.session", "get_panel", [[id]]);
            this.state.isFailed = false;
        } catch {
            this.state.isFailed = true;
        }
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
