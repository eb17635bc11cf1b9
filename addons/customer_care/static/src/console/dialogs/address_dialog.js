import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus } from "@web/core/utils/hooks";

/** A new address, saved in the customer's profile and chosen for the cart (A12). */
export class AddressDialog extends Component {
    static template = "customer_care.ConsoleAddressDialog";
    static components = { Dialog };
    static props = { work: Object, kind: String, close: Function };

    setup() {
        const { contact } = this.props.work;
        this.fields = [
            { name: "name", text: _t("Name") },
            { name: "street", text: _t("Street") },
            { name: "street2", text: _t("Street, second line") },
            { name: "zip", text: _t("Postcode") },
            { name: "city", text: _t("City") },
            { name: "phone", text: _t("Phone") },
        ];
        this.state = useState({
            kind: this.props.kind,
            values: { name: contact.company || contact.name, country_id: "" },
            countries: [],
            errors: {},
            isBusy: false,
        });
        useAutofocus();
        onWillStart(() => this.read());
    }

    async read() {
        const { work } = this.props;
        const args = [work.contact.id];
        const form = await work.attempt("care.console.cart", "get_address_form", args);
        this.state.countries = form?.countries || [];
        this.state.values.country_id = this.state.countries.find((one) => one.selected)?.id || "";
    }

    async save() {
        this.state.isBusy = true;
        const values = { ...this.state.values, country_id: Number(this.state.values.country_id) || false };
        const answer = await this.props.work.change("add_address", [this.state.kind, values]);
        this.state.isBusy = false;
        this.state.errors = answer.value?.errors || {};
        if (!answer.ok) {
            this.props.work.tell(answer.error, "warning");
        } else if (!Object.keys(this.state.errors).length) {
            this.props.close();
        }
    }
}
