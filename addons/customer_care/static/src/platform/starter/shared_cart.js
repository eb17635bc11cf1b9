import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

const PAGE = "/eservices/cart";
// Several changes in a row are drawn once.
const PAUSE = 300;
// For so long the page says who changed the cart.
const FRESH = 10000;

/** What an agent changes in the cart is on the customer's page at once, with the agent's name (A15). */
export class SharedCart extends Interaction {
    static selector = "#o_eservices_main";

    setup() {
        this.read = this.debounced(this.refresh, PAUSE);
        this.note = null;
        this.by = "";
    }

    start() {
        this.addListener(this.env.bus, "eservices.live:care.cart/changed", ({ detail }) => {
            // What he changed himself stands on his page already.
            if (detail.is_agent) {
                this.by = detail.by;
                this.read();
            }
        });
        this.addListener(this.env.bus, "eservices.live:care.proposal/changed", () => this.read());
        this.addListener(this.env.bus, "customer_care.read_cart", () => this.read());
    }

    async refresh() {
        if (this.el.querySelector(".o_care_proposal_declined:not([hidden])")) {
            // A decline can still be taken back: its card asks for the cart when it no longer can.
            return;
        }
        const answer = await this.waitFor(fetch(PAGE));
        if (!answer.ok) {
            return;
        }
        const page = new DOMParser().parseFromString(await this.waitFor(answer.text()), "text/html");
        const readText = (selector) => page.querySelector(selector)?.textContent.trim() || "";
        const cart = {
            lines: readText(".o_eservices_cart_lines"),
            amount: readText(".o_eservices_cart_amount"),
        };
        const root = this.el.querySelector("#o_eservices_cart");
        const content = page.querySelector("#o_eservices_cart");
        if (root && content) {
            const detail = { nodes: [...content.children], cart };
            root.dispatchEvent(new CustomEvent("eservices-cart-html", { detail }));
            if (this.by) {
                this.say(root);
            }
        } else {
            this.env.bus.trigger("eservices.cart", cart);
        }
    }

    /** Beside the cart, so that the next answer does not take it away. */
    say(root) {
        this.note?.remove();
        const note = document.createElement("p");
        note.className = "o_care_cart_news";
        note.setAttribute("role", "status");
        note.textContent = _t("%s changed your cart just now.", this.by);
        root.before(note);
        this.note = note;
        this.by = "";
        this.waitForTimeout(() => note.remove(), FRESH);
    }

    destroy() {
        this.note?.remove();
    }
}

registry.category("public.interactions").add("customer_care.shared_cart", SharedCart);
