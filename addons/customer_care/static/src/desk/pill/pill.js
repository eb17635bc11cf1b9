import { Component } from "@odoo/owl";

/** A state in colour and words. */
export class Pill extends Component {
    static template = "customer_care.Pill";
    static props = {
        tone: String,
        text: { type: String, optional: true },
        slots: { type: Object, optional: true },
    };
}
