import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";

/** Why this price, in words: asked for when it is unfolded, so that a page costs nothing. */
export class PriceReason extends Interaction {
    static selector = ".o_eservices_price_reason";
    dynamicContent = { _root: { "t-on-toggle": this.locked(this.load) } };

    setup() {
        this.list = this.el.querySelector(".o_eservices_price_reasons");
    }

    /** What a drawn-again cart unfolds again has other quantities: it asks anew. */
    async load() {
        if (!this.el.open || this.list.childElementCount) {
            return;
        }
        const { productId, quantity } = this.el.dataset;
        const answer = await this.waitFor(ask(`/eservices/product/${productId}/price`, { quantity }));
        const sentences = answer.ok ? answer.sentences : [answer.error];
        const items = sentences.map((sentence) => {
            const item = document.createElement("li");
            item.textContent = sentence;
            return item;
        });
        this.list.replaceChildren(...items);
        announce(sentences.join(" "));
    }
}

registry.category("public.interactions").add("eservices_ecommerce.price_reason", PriceReason);
