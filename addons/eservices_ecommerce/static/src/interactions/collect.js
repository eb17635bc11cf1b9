import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Rows typed on a product's page: one button puts them all in the cart. */
export class Collect extends Interaction {
    static selector = ".o_eservices_collect";
    dynamicContent = {
        _root: { "t-on-eservices-quantity": this.onQuantity },
        _window: { "t-on-beforeunload": this.onLeave },
        ".o_eservices_collect_note": { "t-out": () => this.note },
        ".o_eservices_add_all": {
            "t-on-click": this.locked(this.addAll),
            "t-att-disabled": () => (this.typed.size ? null : "disabled"),
            "t-out": () => this.label,
        },
    };

    setup() {
        /** @type {Map<HTMLElement, number>} stepper → quantity that waits */
        this.typed = new Map();
    }

    get label() {
        if (this.typed.size > 1) {
            return _t("Add %s rows to the cart", this.typed.size);
        }
        return _t("Add to the cart");
    }

    get note() {
        return this.typed.size ? _t("Typed, not in the cart yet: %s", this.typed.size) : "";
    }

    async addAll() {
        const answers = [];
        for (const stepper of [...this.typed.keys()]) {
            stepper.dispatchEvent(new CustomEvent("eservices-commit", { detail: answers }));
        }
        await this.waitFor(Promise.all(answers));
    }

    onQuantity({ detail: { stepper, quantity } }) {
        if (quantity === null) {
            this.typed.delete(stepper);
        } else {
            this.typed.set(stepper, quantity);
        }
    }

    onLeave(ev) {
        if (this.typed.size) {
            ev.preventDefault();
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.collect", Collect);
