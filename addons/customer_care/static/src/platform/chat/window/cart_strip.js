import { Component, xml } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Icon } from "../core/icon";
import { ProposalPill } from "./proposal_pill";

function readText(selector) {
    return document.querySelector(selector)?.textContent.trim() || "";
}

/** On a phone, where the chat lies over the page: the cart in one line. */
export class CartStrip extends Component {
    static template = xml`
        <a t-if="words or props.proposals" class="o_care_cart" href="/eservices/cart">
            <Icon name="'cart'" />
            <span><strong t-out="title"/><span t-out="words"/></span>
            <ProposalPill count="props.proposals" />
            <Icon name="'chevron_right'" />
        </a>`;
    static components = { Icon, ProposalPill };
    static props = { proposals: Number };

    setup() {
        const lines = Number(readText(".o_eservices_header .o_eservices_cart_lines"));
        const amount = readText(".o_eservices_header .o_eservices_cart_amount");
        this.title = lines === 1 ? _t("Your cart, 1 line") : _t("Your cart, %s lines", lines);
        this.words = lines ? amount : "";
    }
}
