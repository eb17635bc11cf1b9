import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** What is missing to free delivery, wherever the page shows it. */
export class FreeDelivery extends Interaction {
    static selector = ".o_eservices_free_delivery";

    start() {
        this.addListener(this.env.bus, "eservices.cart", ({ detail }) => this.show(detail?.free_delivery));
    }

    show(way) {
        this.el.hidden = !way;
        this.el.querySelector("span").textContent = way?.text ?? "";
        this.el.style.setProperty("--ratio", way?.ratio ?? 0);
    }
}

registry.category("public.interactions").add("eservices_ecommerce.free_delivery", FreeDelivery);
