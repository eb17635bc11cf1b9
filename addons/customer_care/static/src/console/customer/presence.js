import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { findChat } from "@customer_care/console/core/chat";
import { toClock, toDay } from "@customer_care/desk/core/time";
import { useConsole } from "@customer_care/console/core/console_hook";

/** Where on the platform the customer is, or when he was seen last; always of the same height (L6). */
export class Presence extends Component {
    static template = "customer_care.ConsolePresence";
    static components = { Elapsed };
    static props = {};

    setup() {
        this.work = useConsole();
        this.desk = useService("customer_care.desk");
        this.noChat = _t("A page is shown in a chat, and you have none with this customer.");
        this.toClock = toClock;
        this.toDay = toDay;
    }

    get presence() {
        return this.work.overview?.presence;
    }

    /** Pages are shown in a chat only: there the customer finds them again. */
    get chat() {
        return findChat(this.work.contact, this.desk.lists);
    }

    push() {
        this.env.bus.trigger("CUSTOMER_CARE:ANSWERS");
    }

    /** Own pages only: anything else would leave the platform. */
    get url() {
        return this.presence.url?.startsWith("/eservices") ? this.presence.url : "";
    }
}
