import { Component, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus, useService } from "@web/core/utils/hooks";

/** To which queue a conversation goes, and what the next representative should know (L14). */
export class RequeueDialog extends Component {
    static template = "customer_care.RequeueDialog";
    static components = { Dialog };
    static props = { session: Object, close: Function };

    setup() {
        this.desk = useService("customer_care.desk");
        const first = this.desk.board.find((queue) => queue.id !== this.props.session.queue_id);
        this.state = useState({ queueId: first?.id || this.props.session.queue_id, text: "", isBusy: false });
        useAutofocus();
    }

    async requeue() {
        const args = [[this.props.session.id], this.state.queueId, this.state.text];
        this.state.isBusy = true;
        const isDone = await this.desk.attempt("care.session", "action_requeue", args);
        this.state.isBusy = false;
        if (isDone) {
            this.props.close();
        }
    }
}
