import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

const CHORD = 1200;

/** `/` searches, `g` and a letter goes, `?` shows them all. Silent while something is typed. */
export class Shortcuts extends Interaction {
    static selector = "#o_eservices_shortcuts";
    dynamicContent = {
        _document: { "t-on-keydown": this.onKeydown },
    };

    setup() {
        this.waitsForLetter = false;
    }

    start() {
        for (const button of document.querySelectorAll(".o_eservices_show_shortcuts")) {
            this.addListener(button, "click", () => this.el.showModal());
        }
    }

    onKeydown(ev) {
        const isTyping = ev.target.closest("input, select, textarea, [contenteditable='true']");
        if (isTyping || ev.ctrlKey || ev.metaKey || ev.altKey || this.el.open) {
            return;
        }
        if (this.waitsForLetter) {
            this.waitsForLetter = false;
            const target = document.querySelector(`[data-shortcut="${CSS.escape(ev.key)}"]`);
            if (target) {
                ev.preventDefault();
                target.click();
            }
        } else if (ev.key === "/") {
            ev.preventDefault();
            document.getElementById("o_eservices_search")?.focus();
        } else if (ev.key === "?") {
            ev.preventDefault();
            this.el.showModal();
        } else if (ev.key === "g") {
            this.waitsForLetter = true;
            this.waitForTimeout(() => (this.waitsForLetter = false), CHORD);
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.shortcuts", Shortcuts);
