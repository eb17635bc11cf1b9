import { Component, onMounted, useRef } from "@odoo/owl";
import { Pill } from "@customer_care/desk/pill/pill";
import { toDay } from "@customer_care/desk/core/time";

/** One order with lines, deliveries, invoices and payments (A6). */
export class OrderDetails extends Component {
    static template = "customer_care.ConsoleOrderDetails";
    static components = { Pill };
    static props = { order: Object, tone: Function, back: Function };

    setup() {
        this.toDay = toDay;
        this.back = useRef("back");
        // Where the row was that he opened it from, there is nothing any more.
        onMounted(() => this.back.el.focus());
    }
    onKey(event) {
        if (event.key === "Escape") {
            event.stopPropagation();
            this.props.back();
        }
    }
}
