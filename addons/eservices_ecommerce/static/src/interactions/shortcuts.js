import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

const CHORD = 1200;

/** `/` searches, `g` and a letter goes, `?` shows them all. */
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

    /** Keys are silent while something is typed or this list is open. */
    isFree(ev) {
        const isTyping = ev.target.closest("input, select, textarea, [contenteditable='true']");
        return !isTyping && !ev.ctrlKey && !ev.metaKey && !ev.altKey && !this.el.open;
    }

    /** @returns {HTMLElement|undefined} what the second letter of `g …` leads to */
    findTarget(letter) {
        return [...document.querySelectorAll("[data-shortcut]")].find(
            (link) => link.dataset.shortcut === letter
        );
    }

    press(key) {
        if (this.waitsForLetter) {
            this.waitsForLetter = false;
            const target = this.findTarget(key);
            target?.click();
            return Boolean(target);
        }
        if (key === "g") {
            this.waitsForLetter = true;
            this.waitForTimeout(() => (this.waitsForLetter = false), CHORD);
        } else if (key === "/") {
            document.getElementById("o_eservices_search")?.focus();
        } else if (key === "?") {
            this.el.showModal();
        }
        return ["g", "/", "?"].includes(key);
    }

    onKeydown(ev) {
        if (this.isFree(ev) && this.press(ev.key)) {
            ev.preventDefault();
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.shortcuts", Shortcuts);
