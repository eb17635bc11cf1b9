import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";

const FIELDS = "input[name], select[name]";

/** A new delivery address, typed in the cart: while its form is open, changes of the cart leave it alone. */
export class CartAddress extends Interaction {
    static selector = "#o_eservices_new_address";
    dynamicContent = {
        ".o_eservices_address_open": {
            "t-on-click": this.locked(this.open),
            "t-att-aria-expanded": () => (this.isOpen ? "true" : "false"),
            "t-att-hidden": () => (this.isOpen ? "hidden" : null),
        },
        ".o_eservices_address_problem": { "t-out": () => this.problem },
        ".o_eservices_address_form": {
            "t-on-submit.prevent": this.locked(this.save),
            "t-on-keydown": this.onKeydown,
        },
        ".o_eservices_address_form select[name='country_id']": { "t-on-change": this.locked(this.draw) },
        ".o_eservices_address_form [type='submit']": {
            "t-att-aria-busy": () => (this.saving ? "true" : null),
            "t-att-class": () => ({ o_eservices_busy: this.saving }),
        },
        ".o_eservices_address_cancel": { "t-on-click": this.close },
    };

    setup() {
        this.place = this.el.querySelector(".o_eservices_address_place");
        this.isOpen = false;
        this.saving = false;
        this.problem = "";
    }

    get values() {
        const fields = [...this.place.querySelectorAll(FIELDS)];
        return Object.fromEntries(fields.map((field) => [field.name, field.value]));
    }

    field(name) {
        return this.place.querySelector(`[name="${name}"]`);
    }

    async open() {
        if (await this.draw()) {
            this.isOpen = true;
            this.el.dataset.keep = "1";
            this.field("name").focus();
        }
    }

    /** Ask for the form as it is filled: another country wants other fields. */
    async draw() {
        const answer = await this.waitFor(ask("/eservices/cart/address/form", { values: this.values }));
        this.problem = answer.ok ? "" : answer.error;
        if (answer.ok) {
            // Who types on meanwhile goes on typing.
            const focused = this.place.contains(document.activeElement) && document.activeElement.id;
            const typed = this.values;
            const drawn = new DOMParser().parseFromString(answer.html, "text/html").body.children;
            this.place.replaceChildren(...drawn);
            for (const field of this.place.querySelectorAll("input[name]")) {
                field.value = typed[field.name] ?? field.value;
            }
            focused && document.getElementById(focused)?.focus();
        } else {
            announce(answer.error);
        }
        return answer.ok;
    }

    close() {
        this.isOpen = false;
        this.problem = "";
        this.place.replaceChildren();
        delete this.el.dataset.keep;
        this.updateContent();
        this.el.querySelector(".o_eservices_address_open").focus();
    }

    onKeydown(ev) {
        if (ev.key === "Escape") {
            ev.stopPropagation();
            this.close();
        }
    }

    async save() {
        this.saving = true;
        this.problem = "";
        this.updateContent();
        const answer = await this.waitFor(ask("/eservices/cart/address", { values: this.values }));
        this.saving = false;
        if (!answer.ok) {
            this.complain(answer);
            return;
        }
        this.close();
        announce(_t("The address was saved, and the cart goes there."));
        this.el.dispatchEvent(new CustomEvent("eservices-cart-html", { bubbles: true, detail: answer }));
        document.getElementById("o_eservices_partner_shipping_id")?.focus();
    }

    /** Each refusal stands under its field; the first one gets the focus. */
    complain({ error, errors = {} }) {
        this.problem = error || "";
        for (const field of this.place.querySelectorAll(FIELDS)) {
            const text = errors[field.name] || "";
            document.getElementById(`o_eservices_hint_address_${field.name}`).textContent = text;
            text ? field.setAttribute("aria-invalid", "true") : field.removeAttribute("aria-invalid");
        }
        const wrong = this.place.querySelector("[aria-invalid='true']");
        wrong?.focus();
        announce(error || errors[wrong?.name]);
    }
}

registry.category("public.interactions").add("eservices_ecommerce.cart_address", CartAddress);
