import { Component } from "@odoo/owl";
import { describePush } from "@customer_care/desk/core/words";
import { Pill } from "@customer_care/desk/pill/pill";

/** A page that was shown to the customer, and what became of it (L11). */
export class PushCard extends Component {
    static template = "customer_care.PushCard";
    static components = { Pill };
    static props = { push: Object };

    get described() {
        return describePush(this.props.push);
    }
}
