import { Component } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { toMillis } from "@customer_care/desk/core/time";
import { useConsole } from "@customer_care/console/core/console_hook";

/** Sees the platform as the customer does, in a window of its own; back by the same button (A17, B16). */
export class ViewSwitch extends Component {
    static template = "customer_care.ConsoleViewSwitch";
    static components = { Elapsed };
    static props = {};

    setup() {
        this.work = useConsole();
        this.desk = useService("customer_care.desk");
    }

    /** It ends by itself when its time is over. */
    get view() {
        const { view } = this.work.contact;
        return view && toMillis(view.until) > this.desk.now ? view : null;
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
