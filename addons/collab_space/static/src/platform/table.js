import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce } from "@eservices_ecommerce/core/answers";
import { Answers } from "@collab_space/platform/answers";

const TYPING = 20000;

/** The negotiation table: `j` `k` move, `a` accepts, `c` counters in place, Ctrl Enter sends, Esc closes. */
export class NegotiationTable extends Interaction {
    static selector = "#o_collab:has(.o_collab_table)";
    dynamicContent = {
        _root: { "t-on-collab-drawn": this.onDrawn },
        _document: { "t-on-keydown": this.onKeydown },
        ".o_collab_term": {
            "t-att-class": (row) => ({
                o_collab_drafting: this.open === row.dataset.term,
                o_collab_locked: this.isLocked(row.dataset.term),
            }),
        },
        ".o_collab_counter": {
            "t-att-hidden": (row) => (row.id === `counter-${this.open}` ? null : "hidden"),
        },
        ".o_collab_counter_open": {
            "t-on-click.withTarget": (ev, button) => this.toggle(this.termOf(button)),
            "t-att-aria-expanded": (button) => String(this.open === this.termOf(button)),
        },
        ".o_collab_buttons": {
            "t-att-hidden": (place) => (this.open === this.termOf(place) ? "hidden" : null),
        },
        ".o_collab_draft": {
            "t-att-hidden": (place) => (this.open === this.termOf(place) ? null : "hidden"),
        },
        ".o_collab_typing": {
            "t-out": (place) => this.typingWords(this.termOf(place)),
            "t-att-hidden": (place) => (this.typing.has(this.termOf(place)) ? null : "hidden"),
        },
        "button.o_collab_accept": {
            "t-on-click.withTarget": this.locked((ev, button) => this.accept(this.termOf(button))),
        },
    };

    setup() {
        /** The term that is being countered. */
        this.open = null;
        /** Who is typing an answer: {name, side} by term. */
        this.typing = new Map();
        this.answers = new Answers(this);
    }

    start() {
        this.addListener(this.env.bus, "eservices.live:collab.term/answering", ({ detail }) =>
            this.onTyping(detail)
        );
        if (window.location.hash.startsWith("#term-")) {
            document.getElementById(window.location.hash.slice(1))?.focus();
        }
    }

    termOf(element) {
        return element.closest("[data-term]").dataset.term;
    }

    row(term) {
        return document.getElementById(`term-${term}`);
    }

    form(term) {
        return document.querySelector(`#counter-${term} form`);
    }

    onDrawn() {
        if (this.open && !this.form(this.open)) {
            this.open = null;
        }
    }

    // === WHO IS TYPING === //

    onTyping({ space_id, term_id, name, side }) {
        const term = String(term_id);
        if (String(space_id) !== this.el.dataset.space) {
            return;
        }
        clearTimeout(this.typing.get(term)?.timer);
        const timer = this.waitForTimeout(() => this.typing.delete(term), TYPING);
        this.typing.set(term, { name, side, timer });
    }

    typingWords(term) {
        const { name } = this.typing.get(term) || {};
        return name ? _t("%s is writing an answer", name) : "";
    }

    /** A colleague answers this row: only one of a side writes at a time. */
    isLocked(term) {
        const mine = this.el.querySelector(".o_collab_scroll").dataset.mySide;
        return this.typing.get(term)?.side === mine && this.open !== term;
    }

    // === ANSWER === //

    toggle(term) {
        this.open = this.open === term ? null : term;
        this.updateContent();
        if (this.open) {
            const form = this.form(term);
            form.scrollIntoView({ block: "nearest" });
            form.querySelector("input, select, textarea").focus();
            form.querySelector("input")?.select();
        } else {
            this.row(term).focus();
        }
    }

    async accept(term) {
        const open = this.el.querySelectorAll(".o_collab_term:not(.o_collab_term_accepted)").length;
        if (open > 1 || (await this.confirmLast())) {
            await this.answers.accept(this.form(term));
            this.row(term)?.focus();
        }
    }

    confirmLast() {
        const question = document.getElementById("o_collab_last");
        question.returnValue = "";
        question.showModal();
        return new Promise((resolve) => {
            question.addEventListener("close", () => resolve(question.returnValue === "yes"), { once: true });
        });
    }

    /** Called when an answer was taken: its form is done with. */
    onAnswered(term) {
        this.open = null;
        this.waitForAnimationFrame(() => {
            this.row(term)?.classList.add("o_collab_glow");
            this.row(term)?.focus();
        });
    }

    // === KEYS === //

    onKeydown(ev) {
        const isTyping = ev.target.closest("input, select, textarea, dialog");
        if (ev.key === "Escape" && this.open && !ev.target.closest("dialog")) {
            this.toggle(this.open);
        } else if (!isTyping && !ev.ctrlKey && !ev.metaKey && !ev.altKey && this.press(ev.key)) {
            ev.preventDefault();
        }
    }

    press(key) {
        const row = document.activeElement.closest?.(".o_collab_term");
        if (key === "j" || key === "k") {
            this.move(row, key === "j" ? 1 : -1);
            return true;
        }
        const button = row?.querySelector(key === "a" ? ".o_collab_accept" : ".o_collab_counter_open");
        if (!button || !["a", "c"].includes(key)) {
            return false;
        }
        button.click();
        return true;
    }

    move(row, step) {
        const rows = [...this.el.querySelectorAll(".o_collab_term")];
        const index = row ? rows.indexOf(row) + step : rows.findIndex(({ dataset }) => dataset.answers);
        const next = rows[Math.min(Math.max(index, 0), rows.length - 1)];
        next.focus();
        announce(next.querySelector("th a").textContent);
    }
}

registry.category("public.interactions").add("collab_space.table", NegotiationTable);
