import { Component } from "@odoo/owl";

/** Somebody speaks to the customer while the window is closed: an invitation, or a page (L11, L16). */
export class Offer extends Component {
    static template = "customer_care.Offer";
    static props = {
        agent: { type: [Object, { value: null }] },
        title: String,
        text: { optional: true },
        yes: String,
        no: String,
        accept: Function,
        decline: Function,
    };
}
