import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** The parts of the plain page with the form, or of its answer. */
async function readPage(promise) {
    const response = await promise;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return {
        form: page.querySelector("form.o_care_letterbox"),
        done: response.redirected && page.querySelector(".o_eservices_flash")?.textContent.trim(),
    };
}

/**
 * The form of the plain page, in the place where the chat would stand: the customer stays where he is (L3).
 */
export class Letterbox {
    /**
     * @param {HTMLElement} root where it stands
     * @param {string} url of the plain page
     * @param {() => any} onClose
     */
    constructor(root, url, onClose) {
        Object.assign(this, { root, url, onClose });
    }

    /** @throws when the form does not come either: then only the plain page is left */
    async open() {
        const { form } = await readPage(browser.fetch(this.url));
        if (!form) {
            throw new Error("The page has no form");
        }
        this.window = document.createElement("section");
        this.window.className = "o_care_window o_care_fallback";
        this.window.setAttribute("aria-labelledby", "o_care_fallback_title");
        this.window.append(this.makeHead(), this.makeNote(_t("The chat does not load at the moment.")), form);
        this.window.addEventListener("submit", (ev) => this.onSubmit(ev));
        this.window.addEventListener("keydown", (ev) => ev.key === "Escape" && this.close());
        this.root.replaceChildren(this.window);
        this.root.hidden = false;
        this.focus();
    }

    makeHead() {
        const head = document.createElement("header");
        head.className = "o_care_fallback_head";
        const title = document.createElement("h2");
        title.id = "o_care_fallback_title";
        title.textContent = _t("Leave a message");
        const close = document.createElement("button");
        Object.assign(close, { type: "button", textContent: "×", ariaLabel: _t("Close") });
        close.addEventListener("click", () => this.close());
        head.append(title, close);
        return head;
    }

    makeNote(text) {
        const note = document.createElement("p");
        note.className = "o_care_fallback_note";
        note.setAttribute("role", "status");
        note.textContent = text;
        return note;
    }

    get form() {
        return this.window.querySelector("form");
    }

    focus() {
        this.form.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
        this.form.querySelector("textarea").focus();
    }

    async onSubmit(ev) {
        ev.preventDefault();
        if (this.isSending) {
            return;
        }
        this.isSending = true;
        const { form } = this;
        const sent = browser.fetch(form.getAttribute("action"), { method: "POST", body: new FormData(form) });
        const { form: refused, done } = await readPage(sent).catch(() => ({}));
        this.isSending = false;
        if (done) {
            this.window.querySelector(".o_care_fallback_note").textContent = done;
            form.remove();
            this.window.querySelector("button").focus();
        } else if (refused) {
            form.replaceWith(refused);
            this.focus();
        } else {
            const words = _t("No connection. What you typed is kept: try again.");
            this.window.querySelector(".o_care_fallback_note").textContent = words;
        }
    }

    close() {
        this.root.replaceChildren();
        this.root.hidden = true;
        this.onClose();
    }
}

registry.category("customer_care.chat").add("letterbox", Letterbox);
