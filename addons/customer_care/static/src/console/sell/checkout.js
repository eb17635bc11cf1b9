import { Component, useState } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { AddressDialog } from "@customer_care/console/dialogs/address_dialog";
import { Payment } from "@customer_care/console/sell/payment";
import { useConsole } from "@customer_care/console/core/console_hook";

/** Where it goes, how it is paid, what it comes to, and the order itself (A12, A13, A16). */
export class Checkout extends Component {
    static template = "customer_care.ConsoleCheckout";
    static components = { Payment };
    static props = {};

    setup() {
        this.work = useConsole();
        this.dialog = useService("dialog");
        this.state = useState({ errors: {}, isAccepted: false, isBusy: false });
    }

    get cart() {
        return this.work.cart;
    }

    get firstName() {
        return this.work.contact.name.split(" ")[0];
    }

    get hasProposals() {
        return (this.cart.proposals || []).some((one) => one.state === "proposed");
    }

    get shippingAddresses() {
        return this.cart.addresses.filter((one) => one.may_ship || one.id === this.cart.shipping?.id);
    }

    get billingAddresses() {
        return this.cart.addresses.filter((one) => one.may_bill || one.id === this.cart.billing?.id);
    }

    get mayPlace() {
        const { conditions } = this.cart;
        return this.cart.may_place && !this.state.isBusy && (!conditions?.required || this.state.isAccepted);
    }

    get missing() {
        return Object.values(this.cart.missing || {});
    }

    async save(name, value) {
        const answer = await this.work.change("set_details", [{ [name]: value }]);
        this.state.errors = answer.value?.errors || {};
        if (!answer.ok) {
            this.work.tell(answer.error, "warning");
        }
    }

    addAddress(kind) {
        this.dialog.add(AddressDialog, { work: this.work, kind });
    }

    async place() {
        if (!this.mayPlace) {
            return;
        }
        const { conditions } = this.cart;
        this.state.isBusy = true;
        await this.work.place(conditions && this.state.isAccepted ? conditions.version : "");
        this.state.isBusy = false;
        this.state.isAccepted = false;
    }
}
