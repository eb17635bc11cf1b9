import { Component } from "@odoo/owl";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { toClock, toDay } from "@customer_care/desk/core/time";
import { useConsole } from "@customer_care/console/core/console_hook";

/** Where on the platform the customer is, or when he was seen last; always of the same height (L6). */
export class Presence extends Component {
    static template = "customer_care.ConsolePresence";
    static components = { Elapsed };
    static props = {};

    setup() {
        this.work = useConsole();
        this.toClock = toClock;
        this.toDay = toDay;
    }

    get presence() {
        return this.work.overview?.presence;
    }

    /** Own pages only: anything else would leave the platform. */
    get url() {
        return this.presence.url?.startsWith("/eservices") ? this.presence.url : "";
    }
}
