import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** How many of his places a representative has filled. */
export class Places extends Component {
    static template = "customer_care.Places";
    static props = { load: Number, places: Number };

    get squares() {
        const count = Math.max(this.props.places, this.props.load);
        return count > 8 ? [] : Array.from({ length: count }, (_none, index) => index < this.props.load);
    }

    get text() {
        return _t("%(load)s of %(places)s", this.props);
    }
}
