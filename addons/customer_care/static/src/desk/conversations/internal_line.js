import { Component } from "@odoo/owl";

/** What representatives say among themselves (L15). */
export class InternalLine extends Component {
    static template = "customer_care.InternalLine";
    static props = { message: Object };
}
