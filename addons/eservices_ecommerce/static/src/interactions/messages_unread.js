import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Number of unread messages, wherever the page shows it. */
export class MessagesUnread extends Interaction {
    static selector = ".o_eservices_unread_count";

    start() {
        this.addListener(this.env.bus, "eservices.unread", ({ detail }) => this.show(detail));
    }

    show(count) {
        const isMore = count > Number(this.el.textContent);
        this.el.textContent = count || "";
        this.el.hidden = !count;
        this.el.classList.remove("o_eservices_glow");
        if (isMore) {
            this.waitForAnimationFrame(() => this.el.classList.add("o_eservices_glow"));
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.messages_unread", MessagesUnread);
