import { Component } from "@odoo/owl";
import { Pill } from "@customer_care/desk/pill/pill";
import { toDay } from "@customer_care/desk/core/time";

/** One order with lines, deliveries, invoices and payments (A6). */
export class OrderDetails extends Component {
    static template = "customer_care.ConsoleOrderDetails";
    static components = { Pill };
    static props = { order: Object, tone: Function, back: Function };

    setup() {
        this.toDay = toDay;
    }
}
