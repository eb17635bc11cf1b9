import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Icon } from "../core/icon";

/** After the end: how it was, the transcript, and what next (L1). */
export class Rating extends Component {
    static template = "customer_care.Rating";
    static components = { Icon };
    static props = { chat: Object, note: String, sendTranscript: Function, again: Function };

    setup() {
        this.chat = useState(this.props.chat);
        this.state = useState({ text: "", error: "", isThanked: false });
        this.values = [
            [5, _t("Good")],
            [3, _t("All right")],
            [1, _t("Not good")],
        ];
    }

    async rate(rating) {
        const answer = await this.chat.act("rate", { rating, text: this.state.text });
        this.state.error = answer.ok ? "" : answer.error;
        return answer.ok;
    }

    async send() {
        this.state.isThanked = await this.rate(this.chat.session.rating);
    }
}
