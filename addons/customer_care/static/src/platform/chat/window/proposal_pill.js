import { Component, xml } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";

/** As long as a change of the cart waits for the customer's answer (B10). */
export class ProposalPill extends Component {
    static template = xml`
        <span t-if="props.count" class="o_eservices_pill o_eservices_tone_warn" t-out="words"/>`;
    static props = { count: Number };

    get words() {
        const { count } = this.props;
        return count === 1 ? _t("1 proposal") : _t("%s proposals", count);
    }
}
