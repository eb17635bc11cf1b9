import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask, whenAnswered } from "@eservices_ecommerce/core/answers";
import { putContent, putNodes } from "@eservices_ecommerce/core/content";

const UNDO_DELAY = 10000;

// Fields that were refused.
const WRONG =
    "[data-state='error'] input, :is(.o_eservices_cart_details, .o_eservices_line_note) [aria-invalid='true']";

/** The cart's page: every change is saved at once and answered with the content as it now is. */
export class Cart extends Interaction {
    static selector = "#o_eservices_cart";
    dynamicContent = {
        _root: { "t-on-eservices-cart-html": this.onAnswer },
        // Coming back with the browser's own button shows the page as it was left: busy.
        _window: { "t-on-pageshow": () => (this.validating = false) },
        ".o_eservices_remove": { "t-on-click.withTarget": this.remove },
        ".o_eservices_ask": { "t-on-click.withTarget": this.askStaff },
        ".o_eservices_undo_button": { "t-on-click.withTarget": this.undo },
        ".o_eservices_cart_details > :not(#o_eservices_new_address) :is(input, select, textarea)": {
            "t-on-change.withTarget": this.saveField,
        },
        ".o_eservices_saved": { "t-out": () => this.saved },
        "form.o_eservices_validate": { "t-on-submit.prevent": this.locked(this.validate) },
        "#o_eservices_validate": {
            "t-att-aria-busy": () => (this.validating ? "true" : null),
            "t-att-class": () => ({ o_eservices_busy: this.validating }),
        },
    };

    setup() {
        this.removed = [];
        this.saved = "";
        this.validating = false;
        this.failed = new Set();
    }

    /** A control of the page changed the cart, or somebody else; a stepper at zero took its line out. */
    onAnswer({ detail: answer, target }) {
        const row = target.closest?.("tr[data-line-id]");
        if (row && answer.undo) {
            this.remember(row, answer.undo);
        }
        this.show(answer);
        if (row && answer.undo) {
            this.undoButton(row.dataset.lineId)?.focus();
        }
    }

    show(answer) {
        const focusedKey = this.el.contains(document.activeElement)
            ? document.activeElement.dataset.key
            : undefined;
        const interactions = this.services["public.interactions"];
        if (answer.nodes) {
            putNodes(this.el, answer.nodes, interactions);
        } else {
            putContent(this.el, answer.html, interactions);
        }
        this.env.bus.trigger("eservices.cart", answer.cart);
        for (const removed of this.removed) {
            this.showRemoved(removed);
        }
        if (focusedKey) {
            this.undoButton(focusedKey)?.focus();
        }
    }

    undoButton(key) {
        return this.el.querySelector(`.o_eservices_undo_button[data-key="${key}"]`);
    }

    showRemoved({ key, name, index }) {
        const row = document.getElementById("o_eservices_undo_row").content.cloneNode(true);
        row.querySelector(".o_eservices_undo_name").textContent = name;
        row.querySelector(".o_eservices_undo_button").dataset.key = key;
        const body = this.el.querySelector(".o_eservices_cart_table tbody");
        if (body) {
            body.insertBefore(row, body.children[index] || null);
        } else {
            const note = document.createElement("div");
            note.className = "o_eservices_card o_eservices_undo";
            note.append(...row.querySelector("td").childNodes);
            this.el.prepend(note);
        }
    }

    /** For a while, and as long as somebody is at it, a row offers to bring back what was taken out. */
    remember(row, undo) {
        const { lineId: key, name } = row.querySelector(".o_eservices_remove").dataset;
        const removed = { key, name, index: [...row.parentElement.children].indexOf(row), undo };
        this.removed.push(removed);
        this.forgetSoon(removed);
    }

    forgetSoon(removed) {
        this.waitForTimeout(() => {
            const row = this.undoButton(removed.key)?.closest(".o_eservices_undo");
            if (row?.matches(":hover, :focus-within")) {
                this.forgetSoon(removed);
            } else {
                this.forget(removed);
            }
        }, UNDO_DELAY);
    }

    forget(removed) {
        this.removed = this.removed.filter((other) => other !== removed);
        this.undoButton(removed.key)?.closest(".o_eservices_undo").remove();
    }

    async remove(ev, button) {
        const { lineId, name } = button.dataset;
        const row = button.closest("tr");
        button.disabled = true;
        const answer = await this.waitFor(ask(`/eservices/cart/lines/${lineId}/remove`, {}));
        button.disabled = false;
        if (!answer.ok) {
            this.complain(row, answer.error);
            return;
        }
        this.remember(row, answer.undo);
        this.show(answer);
        this.undoButton(lineId)?.focus();
        announce(_t("%s taken out of the cart.", name));
    }

    async undo(ev, button) {
        const removed = this.removed.find(({ key }) => key === button.dataset.key);
        if (!removed) {
            return;
        }
        button.disabled = true;
        const answer = await this.waitFor(ask("/eservices/cart/set", { ...removed.undo, with_html: true }));
        button.disabled = false;
        if (!answer.ok) {
            this.complain(button.closest(".o_eservices_undo"), answer.error);
            return;
        }
        this.forget(removed);
        this.show(answer);
        document.getElementById(`o_eservices_quantity_line_${answer.line_id}`)?.focus();
        announce(_t("%s is back in the cart.", removed.name));
    }

    /** The message to staff begins with the product that it is about. */
    askStaff(ev, link) {
        const body = document.getElementById("o_eservices_answer_body");
        if (!body) {
            return;
        }
        ev.preventDefault();
        const { question } = link.dataset;
        if (!body.value.includes(question.trim())) {
            body.value = body.value.trim() ? `${body.value.trim()}\n${question}` : question;
        }
        body.scrollIntoView({ block: "center" });
        body.focus({ preventScroll: true });
        body.setSelectionRange(body.value.length, body.value.length);
    }

    /** Say beside the control what went wrong. */
    complain(row, text) {
        const place = row.querySelector(".o_eservices_line_name, .o_eservices_undo_text") || row;
        place.querySelector(".o_eservices_complaint")?.remove();
        const complaint = document.createElement("span");
        complaint.className = "o_eservices_complaint o_eservices_text_bad o_eservices_small";
        complaint.textContent = text;
        place.append(complaint);
        announce(text);
    }

    async saveField(ev, field) {
        const answer = await this.waitFor(
            ask("/eservices/cart/details", { values: { [field.name]: field.value } })
        );
        if (answer.ok) {
            this.failed.delete(field.name);
            this.saved = _t("Saved");
            this.show(answer);
            announce(this.saved);
            return;
        }
        this.failed.add(field.name);
        this.saved = "";
        const text = answer.errors?.[field.name] || answer.error;
        const hint = document.getElementById(`o_eservices_hint_${field.name}`);
        hint.textContent = text;
        hint.classList.add("o_eservices_text_bad");
        document.getElementById(field.id)?.setAttribute("aria-invalid", "true");
        announce(text);
    }

    /** What is left to be done before the cart can be validated; it is said beside it. */
    findUnfinished() {
        const terms = this.el.querySelector("#o_eservices_terms:not(:checked)");
        const unfinished = this.el.querySelector(".o_eservices_address_form [type='submit']") || terms;
        if (unfinished === terms && terms) {
            const hint = document.getElementById("o_eservices_hint_terms");
            hint.textContent = _t("Accept the terms and conditions to validate the cart.");
        } else if (unfinished) {
            const hint = this.el.querySelector(".o_eservices_address_problem");
            hint.textContent = _t("Save the new address, or cancel it.");
            announce(hint.textContent);
        }
        return unfinished;
    }

    /** Quantities and fields still on their way are saved first; the key makes a repeat harmless. */
    async validate() {
        this.validating = true;
        this.updateContent();
        const typed = [];
        for (const stepper of this.el.querySelectorAll(".o_eservices_stepper")) {
            stepper.dispatchEvent(new CustomEvent("eservices-commit", { detail: typed }));
        }
        await this.waitFor(whenAnswered());
        const wrong = this.el.querySelector(WRONG) || this.findUnfinished();
        if (wrong) {
            this.validating = false;
            wrong.focus();
            return;
        }
        this.el.querySelector("form.o_eservices_validate").submit();
    }
}

registry.category("public.interactions").add("eservices_ecommerce.cart", Cart);
