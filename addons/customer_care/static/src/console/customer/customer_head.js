import { Component } from "@odoo/owl";
import { Pill } from "@customer_care/desk/pill/pill";
import { toDay } from "@customer_care/desk/core/time";
import { useConsole } from "@customer_care/console/core/console_hook";

/** Who the customer is, and how business with him stands (A4). */
export class CustomerHead extends Component {
    static template = "customer_care.ConsoleCustomerHead";
    static components = { Pill };
    static props = {};

    setup() {
        this.work = useConsole();
        this.toDay = toDay;
    }

    get profile() {
        return this.work.overview?.profile;
    }

    get figures() {
        return this.work.overview?.figures;
    }

    /** Who it is in one line; of a private customer the name stands above it already. */
    get line() {
        const { name, email, phone } = this.profile;
        const person = [this.work.contact.company ? name : "", this.profile.function].filter(Boolean);
        return [person.join(", "), email, phone].filter(Boolean).join(" · ");
    }

    /** A second click goes back to the cart. */
    toggle(view) {
        this.work.view = this.work.view === view ? "cart" : view;
    }
}
