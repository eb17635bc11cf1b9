import { Component, onWillStart, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { Pill } from "@customer_care/desk/pill/pill";
import { describeState } from "@customer_care/console/core/words";

/** A colleague takes the contact session over (A18). */
export class HandOverDialog extends Component {
    static template = "customer_care.ConsoleHandOverDialog";
    static components = { Dialog, Pill };
    static props = { work: Object, close: Function };

    setup() {
        this.describeState = describeState;
        this.state = useState({ people: null, userId: false, text: "", isBusy: false });
        onWillStart(async () => {
            const { work } = this.props;
            this.state.people =
                (await work.attempt("care.console", "get_colleagues", [work.contact.id])) || [];
        });
    }

    async send() {
        const { work } = this.props;
        this.state.isBusy = true;
        const args = [work.contact.id, this.state.userId, this.state.text];
        const done = await work.attempt("care.console", "hand_over", args);
        this.state.isBusy = false;
        if (done) {
            work.clear();
            this.props.close();
        }
    }
}
