import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useDesk } from "@customer_care/desk/core/desk_hook";
import { describeAgent } from "@customer_care/desk/core/words";
import { Live } from "@customer_care/desk/live/live";
import { Pill } from "@customer_care/desk/pill/pill";
import { Places } from "@customer_care/desk/places/places";

/** Who of the representatives is there and what he is doing; a talk with him in Odoo's own chat (L5, L15). */
export class Coworkers extends Component {
    static template = "customer_care.Coworkers";
    static components = { Layout, Live, Pill, Places };
    static props = { ...standardActionServiceProps };

    setup() {
        this.desk = useDesk("coworkers");
        this.store = useService("mail.store");
        this.describeAgent = describeAgent;
        this.display = { controlPanel: {} };
    }

    /** Who is there comes first. */
    get people() {
        const isAway = (one) => Number(one.state === "offline");
        return [...this.desk.coworkers].sort((one, other) => isAway(one) - isAway(other));
    }

    chat(coworker) {
        return this.store.openChat({ partnerId: coworker.partner_id });
    }
}

registry.category("actions").add("customer_care.coworkers", Coworkers);
