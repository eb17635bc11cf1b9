import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";

/** The customer's note on a line: unfolded to write it, saved on leaving the field or with Enter. */
export class CartLineNote extends Interaction {
    static selector = ".o_eservices_line_note";
    dynamicContent = {
        _root: { "t-on-toggle": this.onToggle },
        input: {
            "t-on-change": this.locked(this.save),
            "t-on-keydown": this.onKeydown,
            "t-att-aria-invalid": () => (this.error ? "true" : null),
        },
        ".o_eservices_field_hint": {
            "t-out": () => this.error,
            "t-att-hidden": () => (this.error ? null : "hidden"),
        },
    };

    setup() {
        this.input = this.el.querySelector("input");
        this.error = "";
    }

    onToggle() {
        if (this.el.open && document.activeElement === this.el.querySelector("summary")) {
            this.input.focus();
        }
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            // Leaving the field saves what was changed.
            ev.preventDefault();
            this.fold();
        } else if (ev.key === "Escape") {
            ev.stopPropagation();
            this.input.value = this.input.defaultValue;
            this.error = "";
            this.fold();
        }
    }

    fold() {
        this.el.querySelector("summary").focus();
        if (!this.error && this.input.value === this.input.defaultValue) {
            this.el.open = false;
        }
    }

    async save() {
        const note = this.input.value;
        const answer = await this.waitFor(
            ask(`/eservices/cart/lines/${this.el.dataset.lineId}/note`, { values: { note } })
        );
        if (!answer.ok) {
            this.error = answer.error;
            this.input.focus();
            announce(answer.error);
            return;
        }
        // What is typed is saved now: nothing is to be carried over into the new field.
        this.input.value = this.input.defaultValue;
        this.el.open = false;
        this.el.dispatchEvent(new CustomEvent("eservices-cart-html", { bubbles: true, detail: answer }));
        announce(note.trim() ? _t("The note was saved.") : _t("The note was taken off."));
    }
}

registry.category("public.interactions").add("eservices_ecommerce.cart_line_note", CartLineNote);
