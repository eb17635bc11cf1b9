import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { putContent } from "@eservices_ecommerce/core/content";

/** The page of a list: every change is saved at once and answered with the lines as they now are. */
export class OrderList extends Interaction {
    static selector = "#o_eservices_list";
    dynamicContent = {
        _root: {
            "t-on-click": this.onClick,
            "t-on-change": this.onChange,
            // A stepper saved its quantity, or took its line off.
            "t-on-eservices-cart-html": ({ detail, target }) => this.show(detail, this.nameOf(target)),
        },
        ".o_eservices_list_undo": { "t-att-hidden": () => (this.removed ? null : "hidden") },
        ".o_eservices_list_undo_text": {
            "t-out": () => (this.removed ? _t("%s is off the list.", this.removed.name) : ""),
        },
        "#o_eservices_list_add": { "t-on-submit.prevent": this.locked(this.add) },
        "#o_eservices_list_added": {
            "t-out": () => this.said,
            "t-att-class": () => ({ o_eservices_text_bad: this.isWrong }),
        },
    };

    setup() {
        this.content = this.el.querySelector(".o_eservices_list_content");
        this.removed = null;
        this.said = "";
        this.isWrong = false;
        this.actLocked = this.locked(this.act);
    }

    get url() {
        return this.el.dataset.url;
    }

    get page() {
        return Number(this.el.dataset.page);
    }

    nameOf(element) {
        return element.closest("tr[data-line-id]")?.dataset.name;
    }

    show(answer, name) {
        const interactions = this.services["public.interactions"];
        const ticked = this.readTicked();
        putContent(this.content, answer.html, interactions);
        for (const id of ticked) {
            document.getElementById(`o_eservices_pick_${id}`)?.setAttribute("checked", "checked");
        }
        this.countTicked();
        this.removed = answer.undo ? { id: answer.undo, name } : null;
        this.updateContent();
        if (this.removed) {
            this.el.querySelector(".o_eservices_list_undo_button").focus();
            announce(_t("%s is off the list.", name));
        }
    }

    readTicked() {
        return [...this.content.querySelectorAll(".o_eservices_pick input:checked")].map(
            ({ value }) => value
        );
    }

    countTicked() {
        const button = this.content.querySelector(".o_eservices_list_ticked");
        if (button) {
            button.disabled = !this.readTicked().length;
        }
    }

    onChange({ target }) {
        if (target.matches(".o_eservices_list_note_input")) {
            const { lineId } = target.closest("tr").dataset;
            this.actLocked(target, `/lines/${lineId}`, { note: target.value });
        } else if (target.closest(".o_eservices_pick")) {
            this.countTicked();
        }
    }

    onClick({ target }) {
        const { lineId } = target.closest("tr[data-line-id]")?.dataset || {};
        const move = target.closest(".o_eservices_list_move");
        if (move) {
            this.actLocked(move, `/lines/${lineId}/move`, { direction: move.dataset.direction });
        } else if (target.closest(".o_eservices_list_remove")) {
            this.actLocked(target, `/lines/${lineId}/remove`, {});
        } else if (target.closest(".o_eservices_list_undo_button")) {
            this.actLocked(target, `/lines/${this.removed.id}/restore`, {});
        }
    }

    async act(element, path, params) {
        const name = this.nameOf(element);
        const answer = await this.waitFor(ask(this.url + path, { ...params, page: this.page }));
        if (answer.ok) {
            this.show(answer, name);
        } else {
            this.complain(element, answer.error);
        }
    }

    /** Say beside the control what went wrong. */
    complain(element, text) {
        const place = element.closest("tr")?.querySelector(".o_eservices_line_name") || this.el;
        place.querySelector(".o_eservices_complaint")?.remove();
        const complaint = document.createElement("span");
        complaint.className = "o_eservices_complaint o_eservices_text_bad o_eservices_small";
        complaint.textContent = text;
        place.append(complaint);
        announce(text);
    }

    async add(ev) {
        const { reference, quantity } = ev.target.elements;
        const params = { reference: reference.value, quantity: quantity.value || 1, page: this.page };
        const answer = await this.waitFor(ask(`${this.url}/lines`, params));
        this.isWrong = !answer.ok;
        this.said = answer.ok ? answer.text : answer.error;
        announce(this.said);
        if (answer.ok) {
            ev.target.reset();
            this.show(answer);
        }
        reference.focus();
    }
}

registry.category("public.interactions").add("eservices_ecommerce.order_list", OrderList);
