import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** Number of lines and amount of the cart, wherever the page shows them. */
export class CartFigures extends Interaction {
    static selector = ".o_eservices_cart_lines, .o_eservices_cart_amount";

    start() {
        this.addListener(this.env.bus, "eservices.cart", ({ detail }) => this.show(detail));
    }

    show(cart) {
        if (!cart) {
            return;
        }
        const isLines = this.el.classList.contains("o_eservices_cart_lines");
        const text = String(isLines ? cart.lines : cart.amount);
        if (this.el.textContent.trim() === text) {
            return;
        }
        this.el.textContent = text;
        if (isLines) {
            this.el.dataset.count = text;
        }
        this.el.classList.remove("o_eservices_glow");
        this.waitForAnimationFrame(() => this.el.classList.add("o_eservices_glow"));
    }
}

registry.category("public.interactions").add("eservices_ecommerce.cart_figures", CartFigures);
