import { Component, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { Pill } from "@customer_care/desk/pill/pill";

/** Whether what is on the screen is told by the bus as it happens. */
export class Live extends Component {
    static template = "customer_care.Live";
    static components = { Pill };
    static props = {};

    setup() {
        this.bus = useState(useService("bus_service"));
    }

    get isLive() {
        return this.bus.workerState === "CONNECTED";
    }
}
