import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { loadPart } from "./load_part";

/** What an agent does with the customer's pages is told there; until one does, a page loads nothing of it (A17). */
export class NoticeStarter extends Interaction {
    static selector = ".o_care_consent, .o_care_told";

    start() {
        this.addListener(this.env.bus, `eservices.live:${this.el.dataset.event}`, ({ detail }) =>
            this.show(detail)
        );
        if (!this.el.hidden) {
            this.show();
        }
    }

    /** @param {Object} [detail] what the bus told; without it, the page itself says it */
    async show(detail) {
        this.loading ||= loadPart("notices");
        try {
            const notices = await this.waitFor(this.loading);
            this.notice ||= new notices[this.el.dataset.notice](this.el);
            if (detail) {
                this.notice.take(detail);
            }
        } catch {
            this.loading = null; // the next time, or the next page, tells it
        }
    }

    destroy() {
        this.notice?.stop();
    }
}

registry.category("public.interactions").add("customer_care.notice_starter", NoticeStarter);
