import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";

/** The voucher's code: applied, or taken out again; a refusal stands under the field, which keeps the text. */
export class CartVoucher extends Interaction {
    static selector = ".o_eservices_voucher";
    dynamicContent = {
        _root: { "t-on-submit.prevent": this.locked(this.submit) },
    };

    async submit() {
        const field = this.el.querySelector("[name='code']");
        const isApplied = Boolean(this.el.dataset.applied);
        const answer = await this.waitFor(
            isApplied
                ? ask("/eservices/cart/voucher/remove", {})
                : ask("/eservices/cart/voucher", { code: field.value })
        );
        if (answer.ok) {
            announce(isApplied ? _t("The voucher was taken out.") : _t("The voucher was applied."));
            // What is typed is saved now: nothing is to be carried over into the new field.
            field.value = field.defaultValue;
            this.el
                .closest("#o_eservices_cart")
                .dispatchEvent(new CustomEvent("eservices-cart-html", { detail: answer }));
            return;
        }
        const hint = this.el.querySelector(".o_eservices_field_hint");
        hint.textContent = answer.error;
        hint.classList.add("o_eservices_text_bad");
        field.setAttribute("aria-invalid", "true");
        field.focus();
        announce(answer.error);
    }
}

registry.category("public.interactions").add("eservices_ecommerce.cart_voucher", CartVoucher);
