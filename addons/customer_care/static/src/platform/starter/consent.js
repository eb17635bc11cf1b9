import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { ask } from "@eservices_ecommerce/core/answers";

/** An agent asks whether he may take the customer's view; the customer says so, or not (A17). */
export class Consent extends Interaction {
    static selector = ".o_care_consent";
    dynamicContent = {
        _root: { "t-att-hidden": () => (this.contactId ? null : "hidden") },
        ".o_care_consent_agent": { "t-out": () => this.agent },
        ".o_care_agree": { "t-on-click": this.locked(() => this.answer("agreed"), true) },
        ".o_care_decline": { "t-on-click": this.locked(() => this.answer("declined"), true) },
    };

    setup() {
        this.contactId = Number(this.el.dataset.contact) || 0;
        this.agent = this.el.dataset.agent || "";
    }

    start() {
        this.addListener(this.env.bus, "eservices.live:care.contact/asked", ({ detail }) => {
            this.contactId = detail.contact_id;
            this.agent = detail.agent;
            this.updateContent();
        });
    }

    async answer(answer) {
        await this.waitFor(ask(`/eservices/care/consent/${this.contactId}`, { answer }));
        this.contactId = 0;
    }
}

registry.category("public.interactions").add("customer_care.consent", Consent);
