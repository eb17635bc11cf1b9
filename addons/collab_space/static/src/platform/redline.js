import { browser } from "@web/core/browser/browser";
import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Differences of two versions: three views, `n` `p` through the changes, and the remarks on each. */
export class Redline extends Interaction {
    static selector = "#o_collab:has(.o_collab_redline)";
    dynamicContent = {
        _root: { "t-on-collab-drawn": this.show },
        _document: { "t-on-keydown": this.onKeydown },
        ".o_collab_redline": { "t-att-data-view": () => this.view },
        ".o_collab_views button": {
            "t-on-click.withTarget": (ev, button) => this.setView(button.dataset.view),
            "t-att-aria-pressed": (button) => String(button.dataset.view === this.view),
        },
        ".o_collab_text_together": { "t-att-hidden": () => (this.view === "side" ? "hidden" : null) },
        ".o_collab_text_side": { "t-att-hidden": () => (this.view === "side" ? null : "hidden") },
        ".o_collab_previous": { "t-on-click": () => this.step(-1) },
        ".o_collab_next_change": { "t-on-click": () => this.step(1) },
        ".o_collab_position": { "t-out": () => this.position },
        ".o_collab_text": { "t-on-click": this.onClickText },
        ".o_collab_go_to": { "t-on-click.withTarget": (ev, { dataset }) => this.goTo(dataset.change) },
        ".o_collab_all_remarks": { "t-on-click": () => this.goTo(0) },
        "#o_collab_remark_change": { "t-on-change.withTarget": (ev, { value }) => this.goTo(value) },
    };

    setup() {
        this.view = "together";
        this.current = 0;
        this.pin();
        this.show();
    }

    /** What is on the screen stays there when a newer version comes: it is named in the address. */
    pin() {
        const { old, new: shown } = this.el.querySelector(".o_collab_term_page").dataset;
        if (!browser.location.search) {
            browser.history.replaceState(null, "", `?old=${old}&new=${shown}${browser.location.hash}`);
        }
    }

    get changes() {
        return Number(this.el.querySelector(".o_collab_position")?.dataset.changes || 0);
    }

    get position() {
        const { current: number, changes: all } = this;
        return number ? _t("%(number)s of %(all)s", { number, all }) : "";
    }

    setView(view) {
        this.view = view;
    }

    step(by) {
        if (this.changes) {
            // From none the first one is next, and the last one is before.
            const from = this.current || (by > 0 ? 0 : 1);
            this.goTo(((from - 1 + by + this.changes) % this.changes) + 1);
        }
    }

    /** Make a change the current one; 0 is none, and shows the remarks on all of them. */
    goTo(number) {
        this.current = Number(number);
        this.show();
        const place = this.el.querySelector(".o_collab_text:not([hidden]) .o_collab_current");
        place?.scrollIntoView({ block: "nearest" });
    }

    onClickText(ev) {
        const change = ev.target.closest("[data-change]")?.dataset.change;
        if (change) {
            this.goTo(change);
        }
    }

    show() {
        for (const part of this.el.querySelectorAll(".o_collab_text [data-change]")) {
            part.classList.toggle("o_collab_current", part.dataset.change === String(this.current));
        }
        for (const paragraph of this.el.querySelectorAll(".o_collab_text p")) {
            paragraph.classList.toggle(
                "o_collab_here",
                Boolean(paragraph.querySelector(".o_collab_current"))
            );
        }
        this.showRemarks();
    }

    /** The remarks on the current change, or all; what is written next is about it. */
    showRemarks() {
        const remarks = [...this.el.querySelectorAll("[data-remark-on]")];
        for (const remark of remarks) {
            const isHere = remark.dataset.remarkOn === String(this.current);
            remark.hidden = Boolean(this.current) && !isHere;
            const parts = `.o_collab_text [data-change="${remark.dataset.remarkOn}"]`;
            this.el.querySelectorAll(parts).forEach((part) => part.classList.add("o_collab_remarked"));
        }
        const choice = this.el.querySelector("#o_collab_remark_change");
        if (choice && this.current) {
            choice.value = String(this.current);
        }
        this.setHidden(".o_collab_all_remarks", !remarks.some((remark) => remark.hidden));
        this.setHidden(".o_collab_no_remark", !this.current || remarks.some((remark) => !remark.hidden));
    }

    setHidden(selector, isHidden) {
        const part = this.el.querySelector(selector);
        if (part) {
            part.hidden = isHidden;
        }
    }

    onKeydown(ev) {
        const isTyping = ev.target.closest("input, select, textarea, dialog");
        if (isTyping || ev.ctrlKey || ev.metaKey || ev.altKey || !["n", "p"].includes(ev.key)) {
            return;
        }
        ev.preventDefault();
        this.step(ev.key === "n" ? 1 : -1);
    }
}

registry.category("public.interactions").add("collab_space.redline", Redline);
