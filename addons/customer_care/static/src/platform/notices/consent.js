import { ask } from "@eservices_ecommerce/core/answers";

/** An agent asks whether he may take the customer's view; the customer says so, or not (A17). */
export class Consent {
    /** @param {HTMLElement} el the question, which says who asks when the page knew it */
    constructor(el) {
        this.el = el;
        this.contactId = Number(el.dataset.contact) || 0;
        this.buttons = [...el.querySelectorAll("button")];
        this.onClick = (ev) => this.answer(ev);
        el.addEventListener("click", this.onClick);
    }

    /** Without an agent nobody asks any more: it was answered, on this page or another, or is over. */
    take({ contact_id: contactId, agent }) {
        if (agent || contactId === this.contactId) {
            this.contactId = contactId;
            this.el.querySelector(".o_care_consent_agent").textContent = agent;
            this.el.hidden = !agent;
        }
    }

    async answer({ target }) {
        const button = target.closest("button");
        if (!button) {
            return;
        }
        this.setWaiting(true);
        try {
            const answer = button.matches(".o_care_agree") ? "agreed" : "declined";
            await ask(`/eservices/care/consent/${this.contactId}`, { answer });
            this.el.hidden = true;
        } finally {
            this.setWaiting(false);
        }
    }

    setWaiting(isWaiting) {
        this.buttons.forEach((button) => (button.disabled = isWaiting));
    }

    stop() {
        this.el.removeEventListener("click", this.onClick);
    }
}
