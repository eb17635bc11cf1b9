import { Component } from "@odoo/owl";
import { Icon } from "../core/icon";

/** A page that a representative shows, in the conversation: to open, or not now (L11). */
export class PushCard extends Component {
    static template = "customer_care.PushCard";
    static components = { Icon };
    static props = { push: Object, pages: Object };

    get isOpenQuestion() {
        return this.props.push.state === "sent";
    }
}
