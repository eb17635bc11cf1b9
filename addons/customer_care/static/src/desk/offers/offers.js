import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";

/** Conversations that coworkers offer, on whichever screen he is: accept or decline within the time (L15). */
export class Offers extends Component {
    static template = "customer_care.Offers";
    static components = { Elapsed };
    static props = {};

    setup() {
        this.desk = useService("customer_care.desk");
    }

    _drop(offer) {
        const index = this.desk.offers.findIndex((one) => one.id === offer.id);
        if (index >= 0) {
            this.desk.offers.splice(index, 1);
        }
    }

    async accept(offer) {
        const taken = await this.desk.attempt("care.transfer", "action_accept", [[offer.id]]);
        this._drop(offer);
        if (taken) {
            await this.desk.openSession(offer.session_id);
        }
    }

    async decline(offer) {
        await this.desk.attempt("care.transfer", "action_decline", [[offer.id]]);
        this._drop(offer);
    }
}

registry.category("main_components").add("customer_care.Offers", { Component: Offers });
