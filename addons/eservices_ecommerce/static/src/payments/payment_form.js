import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { parseNumber, tidy } from "@eservices_ecommerce/core/numbers";

/** The amount follows the ticked invoices until it is typed by hand; the button repeats it. */
export class PaymentForm extends Interaction {
    static selector = ".o_eservices_payment_form";
    dynamicContent = {
        "[name='invoice_ids']": { "t-on-change": this.onTick },
        "[name='amount']": { "t-on-input": this.onAmount },
        "#o_eservices_hint_amount": {
            "t-out": () => this.hint,
            "t-att-class": () => ({ o_eservices_text_bad: Boolean(this.error) }),
        },
        ".o_eservices_transmit": { "t-out": () => this.label },
    };

    setup() {
        this.amount = this.el.elements.amount;
        this.lang = document.documentElement.lang || "en";
        this.sample = this.el.querySelector("[name='invoice_ids'] ~ strong")?.textContent || "0";
        this.grouped = new Intl.NumberFormat(this.lang, {
            minimumFractionDigits: 2,
            maximumFractionDigits: 2,
        });
        this.plain = new Intl.NumberFormat(this.lang, {
            minimumFractionDigits: 2,
            maximumFractionDigits: 2,
            useGrouping: false,
        });
        const hint = document.getElementById("o_eservices_hint_amount");
        this.error = hint.classList.contains("o_eservices_text_bad") ? hint.textContent : "";
        this.isTyped = Boolean(this.value) && this.value !== this.open;
        if (!this.amount.value) {
            this.onTick();
        }
    }

    get value() {
        return tidy(parseNumber(this.amount.value), 2);
    }

    /** Write an amount as the server writes those of the invoices: its symbol, on its side. */
    money(value) {
        return this.sample.replace(/\d[\d.,\s]*\d|\d/, this.grouped.format(value));
    }

    /** What is open on the ticked invoices. */
    get open() {
        const ticked = this.el.querySelectorAll("[name='invoice_ids']:checked");
        return tidy(
            [...ticked].reduce((sum, box) => sum + Number(box.dataset.open), 0),
            2
        );
    }

    get hint() {
        if (this.error) {
            return this.error;
        }
        const rest = tidy(this.open - this.value, 2);
        if (!this.open || Number.isNaN(rest)) {
            return "";
        }
        if (!rest) {
            return _t("All that is open");
        }
        return rest > 0
            ? _t("%s stay open", this.money(rest))
            : _t("%s more than is open", this.money(-rest));
    }

    get label() {
        return this.value > 0
            ? _t("Transmit payment of %s", this.money(this.value))
            : _t("Transmit the payment");
    }

    onTick() {
        if (!this.isTyped) {
            this.amount.value = this.open ? this.plain.format(this.open) : "";
            this.error = "";
        }
    }

    onAmount() {
        this.error = "";
        this.isTyped = Boolean(this.amount.value.trim());
        if (this.amount.value.trim() && !(this.value > 0)) {
            this.error = _t("Type an amount.");
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.payment_form", PaymentForm);
