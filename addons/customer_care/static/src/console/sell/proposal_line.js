import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";
import { Pill } from "@customer_care/desk/pill/pill";
import { toClock } from "@customer_care/desk/core/time";
import { useConsole } from "@customer_care/console/core/console_hook";

/** What waits for the customer's answer: why it is proposed can be said, and it can be taken back (B10). */
export class ProposalLine extends Component {
    static template = "customer_care.ConsoleProposalLine";
    static components = { Pill };
    static props = { proposal: Object };

    setup() {
        this.work = useConsole();
        this.toClock = toClock;
        this.state = useState({ isExplaining: false });
        // What is typed stands in the field alone: the cart is drawn anew meanwhile, as it was before.
        this.field = useRef("why");
        this.why = "";
        useEffect(
            (field) => {
                if (field) {
                    field.value = this.why;
                }
            },
            () => [this.field.el]
        );
        useAutofocus({ refName: "why", selectAll: true });
    }

    get proposal() {
        return this.props.proposal;
    }

    get firstName() {
        return this.work.contact.name.split(" ")[0];
    }

    /** What it changes, in words. */
    get change() {
        return {
            add: _t("Proposed by you"),
            quantity: _t("Another quantity, proposed by you"),
            remove: _t("To be taken out, proposed by you"),
            carrier: _t("Another carrier, proposed by you"),
        }[this.proposal.kind];
    }

    explain() {
        this.why = this.proposal.text;
        this.state.isExplaining = true;
    }

    onKey(event) {
        const verb = { Enter: () => this.save(), Escape: () => (this.state.isExplaining = false) }[event.key];
        if (verb && !event.ctrlKey) {
            event.preventDefault();
            event.stopPropagation();
            verb();
        }
    }

    /** Asked once more when the field goes away: then there is nothing left to be saved. */
    async save() {
        if (!this.state.isExplaining) {
            return;
        }
        this.why = this.field.el.value.trim();
        this.state.isExplaining = false;
        if (this.why === this.proposal.text) {
            return;
        }
        const answer = await this.work.change("explain", [this.proposal.id, this.why]);
        if (!answer.ok) {
            this.state.isExplaining = true;
            this.work.tell(answer.error, "warning");
        }
    }

    withdraw() {
        return this.work.edit("withdraw", [this.proposal.id]);
    }
}
