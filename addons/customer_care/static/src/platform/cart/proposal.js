import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { parseNumber, tidy } from "@eservices_ecommerce/core/numbers";

// For so long a decline can be taken back; somebody who is at it may, but not longer than the server lets him.
const UNDO = 10000;
const LATEST = 50000;

/** What an agent proposes for the cart: accepted with the quantity shown, or declined with an undo (B10). */
export class Proposal extends Interaction {
    static selector = ".o_care_proposal";
    dynamicContent = {
        input: { "t-on-input": () => this.updateContent() },
        ".o_care_less": { "t-on-click": () => this.step(-1) },
        ".o_care_more": { "t-on-click": () => this.step(1) },
        ".o_care_pieces": { "t-out": () => this.input?.value || "" },
        ".o_care_accept": { "t-on-click": this.locked(this.accept, true) },
        ".o_care_decline": { "t-on-click": this.locked(this.decline, true) },
        ".o_care_restore": {
            "t-on-click": this.locked(this.restore, true),
            "t-att-hidden": () => (this.isFinal ? "hidden" : null),
        },
        ".o_care_proposal_why": { "t-on-submit.prevent": this.locked(this.sendReason, true) },
        ".o_care_proposal_error": {
            "t-out": () => this.error,
            "t-att-hidden": () => (this.error ? null : "hidden"),
        },
        ".o_care_proposal_body": { "t-att-hidden": () => (this.isDeclined ? "hidden" : null) },
        ".o_care_proposal_declined": { "t-att-hidden": () => (this.isDeclined ? null : "hidden") },
    };

    setup() {
        this.input = this.el.querySelector("input");
        this.url = `/eservices/cart/proposals/${this.el.dataset.proposal}`;
        this.error = "";
        this.isDeclined = false;
        this.isFinal = false;
    }

    step(step) {
        this.input.value = Math.max(1, tidy((parseNumber(this.input.value) || 0) + step));
        this.updateContent();
    }

    async accept() {
        const quantity = this.input ? parseNumber(this.input.value) : undefined;
        if (await this.say("accept", { quantity })) {
            announce(_t("Accepted: it is in your cart."));
            this.readAgain();
        }
    }

    async decline() {
        if (await this.say("decline", {})) {
            this.isDeclined = true;
            this.settleSoon(Date.now() + LATEST);
        }
    }

    settleSoon(latest) {
        this.waitForTimeout(() => {
            if (this.isDeclined && Date.now() < latest && this.el.matches(":hover, :focus-within")) {
                this.settleSoon(latest);
            } else if (this.isDeclined) {
                this.settle();
            }
        }, UNDO);
    }

    get why() {
        return this.el.querySelector(".o_care_proposal_why input");
    }

    /** The moment is over; who is writing why finishes his sentence. */
    settle() {
        this.isFinal = true;
        if (!this.why.value && this.why !== document.activeElement) {
            this.readAgain();
        }
    }

    async sendReason() {
        const reason = this.why.value.trim();
        if (!reason || (await this.say("decline", { reason }))) {
            if (reason) {
                announce(_t("Your answer is sent."));
            }
            this.readAgain();
        }
    }

    async restore() {
        if (await this.say("restore", {})) {
            this.isDeclined = false;
        }
    }

    async say(verb, params) {
        const answer = await this.waitFor(ask(`${this.url}/${verb}`, params));
        this.error = answer.ok ? "" : answer.error;
        return answer.ok;
    }

    readAgain() {
        this.isDeclined = false;
        this.updateContent();
        this.env.bus.trigger("customer_care.read_cart");
    }
}

registry.category("public.interactions").add("customer_care.proposal", Proposal);
