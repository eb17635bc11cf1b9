import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { parseNumber } from "@eservices_ecommerce/core/numbers";

/** A reference and a quantity, typed or scanned: Enter adds and comes back for the next one. */
export class ReferenceAdd extends Interaction {
    static selector = ".o_eservices_reference_add";
    dynamicContent = {
        _root: { "t-on-submit.prevent": this.locked(this.add) },
        "[name='reference']": {
            "t-on-keydown": this.onReferenceKeydown,
            "t-on-paste": this.onPaste,
            "t-att-aria-invalid": () => (this.isWrong ? "true" : null),
        },
        ".o_eservices_added": {
            "t-att-hidden": () => (this.answer ? null : "hidden"),
            "t-att-class": () => ({
                o_eservices_tone_ok: !this.isWrong,
                o_eservices_tone_bad: this.isWrong,
            }),
        },
        ".o_eservices_added_text": { "t-out": () => this.answer },
        ".o_eservices_added_undo": {
            "t-att-hidden": () => (this.undoValues ? null : "hidden"),
            "t-on-click": this.locked(this.undo),
        },
    };

    setup() {
        this.reference = this.el.querySelector("[name='reference']");
        this.quantity = this.el.querySelector("[name='quantity']");
        this.cartPage = this.el.closest("#o_eservices_cart");
        this.isWrong = false;
        this.answer = "";
        this.undoValues = null;
    }

    say(text, { isWrong = false, undo = null } = {}) {
        this.answer = text;
        this.isWrong = isWrong;
        this.undoValues = undo;
        announce(text);
    }

    async add() {
        const reference = this.reference.value.trim();
        const quantity = parseNumber(this.quantity.value) || null;
        if (!reference) {
            this.reference.focus();
            return;
        }
        if (this.quantity.value.trim() && !(quantity > 0)) {
            this.say(_t("The quantity is no number."), { isWrong: true });
            this.quantity.focus();
            return;
        }
        const params = { reference, with_html: Boolean(this.cartPage), ...(quantity && { quantity }) };
        const answer = await this.waitFor(ask("/eservices/cart/code", params));
        if (!answer.ok) {
            this.say(answer.error, { isWrong: true });
            (answer.field === "quantity" ? this.quantity : this.reference).focus();
            return;
        }
        this.el.reset();
        this.reference.focus();
        this.say(answer.text, { undo: answer.undo });
        this.env.bus.trigger("eservices.cart", answer.cart);
        this.showOnCart(answer);
    }

    async undo() {
        const answer = await this.waitFor(
            ask("/eservices/cart/set", { ...this.undoValues, with_html: Boolean(this.cartPage) })
        );
        this.say(answer.ok ? _t("Taken back.") : answer.error, { isWrong: !answer.ok });
        this.reference.focus();
        if (answer.ok) {
            this.env.bus.trigger("eservices.cart", answer.cart);
            this.showOnCart(answer);
        }
    }

    showOnCart(answer) {
        if (this.cartPage) {
            this.el.dispatchEvent(new CustomEvent("eservices-cart-html", { bubbles: true, detail: answer }));
        }
    }

    /** A scanner ends with Enter: the quantity comes next, unless it is there already. */
    onReferenceKeydown(ev) {
        if (ev.key === "Enter" && this.reference.value.trim() && !this.quantity.value.trim()) {
            ev.preventDefault();
            this.quantity.focus();
        }
    }

    /** One row of a sheet, "reference<tab>quantity", fills both fields. */
    onPaste(ev) {
        const row = (ev.clipboardData?.getData("text") || "").trim().split(/[\t;]/);
        if (row.length === 2 && parseNumber(row[1]) > 0) {
            ev.preventDefault();
            this.reference.value = row[0].trim();
            this.quantity.value = row[1].trim();
            this.quantity.focus();
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.reference_add", ReferenceAdd);
