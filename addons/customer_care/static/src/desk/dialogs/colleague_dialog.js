import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dialog } from "@web/core/dialog/dialog";
import { useService } from "@web/core/utils/hooks";
import { Pill } from "@customer_care/desk/pill/pill";
import { describeAgent } from "@customer_care/desk/core/words";

/** A coworker: to take the conversation over, or to be asked beside it (L15). */
export class ColleagueDialog extends Component {
    static template = "customer_care.ColleagueDialog";
    static components = { Dialog, Pill };
    static props = { session: Object, purpose: String, close: Function };

    setup() {
        this.desk = useService("customer_care.desk");
        this.orm = useService("orm");
        this.state = useState({ people: [], userId: false, text: "", isBusy: false });
        this.describeAgent = describeAgent;
        onWillStart(async () => {
            const args = [[this.props.session.id]];
            this.state.people = await this.orm.call("care.session", "get_colleagues", args);
            this.state.userId = this.state.people.find((one) => this.may(one))?.user_id || false;
        });
    }

    get isTransfer() {
        return this.props.purpose === "transfer";
    }

    get title() {
        return this.isTransfer ? _t("Transfer to a coworker") : _t("Ask a coworker");
    }

    /** Anybody may be asked; only who is qualified, ready and has a place takes a conversation over. */
    may(one) {
        return this.isTransfer ? one.may : true;
    }

    get isReady() {
        return Boolean(this.state.userId) && (this.isTransfer || Boolean(this.state.text.trim()));
    }

    async send() {
        const method = this.isTransfer ? "action_transfer" : "action_ask";
        this.state.isBusy = true;
        const isDone = await this.desk.attempt("care.session", method, [
            [this.props.session.id],
            this.state.userId,
            this.state.text,
        ]);
        this.state.isBusy = false;
        if (isDone) {
            this.env.bus.trigger("CUSTOMER_CARE:READ_PANEL");
            this.props.close();
        }
    }
}
