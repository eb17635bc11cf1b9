import { Component, useState } from "@odoo/owl";
import { Pill } from "@customer_care/desk/pill/pill";
import { useConsole } from "@customer_care/console/core/console_hook";

/** What the customer wants: reason, action, solution (A18). */
export class Requests extends Component {
    static template = "customer_care.ConsoleRequests";
    static components = { Pill };
    static props = {};

    setup() {
        this.work = useConsole();
        this.state = useState({ reason: "", openId: false, values: {}, isBusy: false });
    }

    get requests() {
        return this.work.contact.requests;
    }

    async add() {
        const reason = this.state.reason.trim();
        if (!reason || this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        const added = await this.work.request("add_request", { reason });
        this.state.isBusy = false;
        if (added) {
            this.state.reason = "";
        }
    }

    onNewKey(event) {
        if (event.key === "Enter" && !event.ctrlKey) {
            this.add();
        } else if (event.key === "Escape") {
            event.target.blur();
        }
    }

    toggle(request) {
        if (this.state.openId === request.id) {
            this.state.openId = false;
        } else {
            const { reason, action, solution } = request;
            this.state.openId = request.id;
            this.state.values = { reason, action, solution };
        }
    }

    async save(request, state) {
        const values = { ...this.state.values, state };
        if (await this.work.request("write_request", request.id, values)) {
            this.state.openId = false;
        }
    }

    onKey(event, request) {
        if (event.key === "Enter" && !event.ctrlKey) {
            event.preventDefault();
            this.save(request, request.state);
        } else if (event.key === "Escape") {
            this.state.openId = false;
        }
    }
}
