import { Component } from "@odoo/owl";

/** A customer who was found. */
export class CustomerRow extends Component {
    static template = "customer_care.ConsoleCustomerRow";
    static props = { row: Object, domId: String, isAt: Boolean, isChosen: Boolean, choose: Function };
}
