import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dialog } from "@web/core/dialog/dialog";

/** All keys of the console. */
export class KeysDialog extends Component {
    static template = "customer_care.ConsoleKeysDialog";
    static components = { Dialog };
    static props = { close: Function };

    setup() {
        this.keys = [
            ["/", _t("Search a customer; arrows and Enter choose")],
            ["e", _t("Product entry")],
            ["↓", _t("In the product entry: other variations")],
            ["Tab", _t("From the product to its quantity")],
            ["↵", _t("Add the product, and go on with the next")],
            ["Esc", _t("Close the list, empty the field, leave it; then back to the cart")],
            ["t", _t("Take over, or hand back: Enter does it")],
            ["a", _t("Addresses")],
            ["y", _t("Payment")],
            ["v", _t("Vouchers")],
            ["o", _t("Orders")],
            ["p", _t("Profile and addresses")],
            ["r", _t("Add a request")],
            ["Ctrl P", _t("Show the customer a page, while you chat with him")],
            ["Ctrl ↵", _t("Place the order")],
            ["?", _t("This list")],
        ];
    }
}
