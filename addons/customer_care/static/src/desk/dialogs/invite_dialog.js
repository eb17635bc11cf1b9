import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus, useService } from "@web/core/utils/hooks";

/** The first words to somebody who is on the platform (L16). */
export class InviteDialog extends Component {
    static template = "customer_care.InviteDialog";
    static components = { Dialog };
    static props = { row: Object, close: Function };

    setup() {
        this.desk = useService("customer_care.desk");
        this.state = useState({ text: "", isBusy: false });
        useAutofocus();
    }

    async send() {
        this.state.isBusy = true;
        const invited = await this.desk.attempt("care.visit", "action_invite", [
            [this.props.row.id],
            this.state.text,
        ]);
        this.state.isBusy = false;
        if (invited) {
            this.props.close();
        }
    }
}
