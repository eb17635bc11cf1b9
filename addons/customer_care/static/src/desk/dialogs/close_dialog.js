import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dialog } from "@web/core/dialog/dialog";
import { useService } from "@web/core/utils/hooks";

/** What became of a conversation; then its place is free for the next customer. */
export class CloseDialog extends Component {
    static template = "customer_care.CloseDialog";
    static components = { Dialog };
    static props = { session: Object, close: Function };

    setup() {
        this.desk = useService("customer_care.desk");
        this.state = useState({ outcome: "solved", note: "", isBusy: false });
        this.outcomes = [
            { name: "solved", text: _t("Solved") },
            { name: "followup", text: _t("Needs a follow-up") },
            { name: "wrong", text: _t("Wrong place") },
            { name: "spam", text: _t("Spam") },
        ];
    }

    async finish() {
        const args = [[this.props.session.id], this.state.outcome, this.state.note];
        this.state.isBusy = true;
        const isDone = await this.desk.attempt("care.session", "action_close", args);
        this.state.isBusy = false;
        if (isDone) {
            this.props.close();
        }
    }
}
