import { Component } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { useConsole } from "@customer_care/console/core/console_hook";

/** Sees the platform as the customer does, in a window of its own; back by the same button (A17, B16). */
export class ViewSwitch extends Component {
    static template = "customer_care.ConsoleViewSwitch";
    static components = { Elapsed };
    static props = {};

    setup() {
        this.work = useConsole();
    }

    get view() {
        return this.work.contact.view;
    }

    get isAsked() {
        return this.work.contact.consent?.state === "asked";
    }

    async take(mode) {
        const url = await this.work.takeView(mode);
        if (url) {
            this.open(url);
        }
    }

    open(url) {
        browser.open(url, "o_console_view");
    }
}
