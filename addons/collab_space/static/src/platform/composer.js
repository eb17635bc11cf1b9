import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce } from "@eservices_ecommerce/core/answers";
import { addFiles, inWords, makeKey, send, setFiles } from "@collab_space/platform/send";

/** Write in a topic: quote, mention, attach by choice, drop or paste; Ctrl Enter sends. */
export class Composer extends Interaction {
    static selector = "#o_collab_composer";
    dynamicContent = {
        _root: {
            "t-on-submit.prevent": this.locked(this.send),
            "t-on-keydown": this.onKeydown,
            "t-on-collab-quote": this.onQuote,
            "t-on-dragover.prevent": () => (this.isOver = true),
            "t-on-dragleave": () => (this.isOver = false),
            "t-on-drop.prevent": this.onDrop,
            "t-att-class": () => ({ o_collab_over: this.isOver }),
        },
        textarea: { "t-on-paste": this.onPaste },
        "input[type='file']": { "t-on-change": this.showFiles },
        ".o_collab_unquote": { "t-on-click": this.unquote },
        ".o_collab_quoting": { "t-att-hidden": () => (this.quoted ? null : "hidden") },
        ".o_collab_quoting_text": { "t-out": () => this.quoted },
        "[type='submit']": {
            "t-att-aria-busy": () => (this.sending ? "true" : null),
            "t-att-class": () => ({ o_eservices_busy: this.sending }),
        },
    };

    setup() {
        this.isOver = false;
        this.sending = false;
        this.quoted = "";
        this.text = this.el.querySelector("textarea");
        this.files = this.el.querySelector("input[type='file']");
        this.hint = this.el.querySelector("#o_collab_composer_hint");
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && (ev.ctrlKey || ev.metaKey)) {
            ev.preventDefault();
            this.el.requestSubmit();
        } else if (ev.key === "Escape" && this.quoted && !ev.defaultPrevented) {
            this.unquote();
        }
    }

    // === QUOTE === //

    onQuote({ detail: { id, author, text } }) {
        this.el.elements.parent_id.value = id;
        this.quoted = `${author}: ${text}`;
        this.text.focus();
    }

    unquote() {
        this.el.elements.parent_id.value = "";
        this.quoted = "";
        this.text.focus();
    }

    // === FILES === //

    onDrop(ev) {
        this.isOver = false;
        this.take(ev.dataTransfer.files);
    }

    onPaste(ev) {
        if (ev.clipboardData.files.length) {
            ev.preventDefault();
            this.take(ev.clipboardData.files);
        }
    }

    take(files) {
        addFiles(this.files, files);
        this.showFiles();
    }

    objection(files) {
        const { maxBytes, maxFiles } = this.el.dataset;
        const large = files.find(({ size }) => size > Number(maxBytes));
        if (large) {
            return _t("%(name)s is larger than %(size)s.", {
                name: large.name,
                size: inWords(Number(maxBytes)),
            });
        }
        return files.length > Number(maxFiles) ? _t("At most %s files at once.", maxFiles) : "";
    }

    /** Each chosen file with a cross; those that would be refused are put back. */
    showFiles() {
        let files = [...this.files.files];
        const objection = this.objection(files);
        if (objection) {
            files = files.filter(({ size }) => size <= Number(this.el.dataset.maxBytes));
            files = files.slice(0, Number(this.el.dataset.maxFiles));
            setFiles(this.files, files);
        }
        this.hint.textContent = objection;
        this.el.querySelector(".o_collab_chosen").replaceChildren(...files.map((file) => this.makeRow(file)));
    }

    makeRow(file) {
        const row = document.createElement("li");
        const name = document.createElement("span");
        name.textContent = `${file.name}, ${inWords(file.size)}`;
        const cross = document.createElement("button");
        cross.type = "button";
        cross.className = "o_eservices_icon_btn";
        cross.textContent = "×";
        cross.setAttribute("aria-label", _t("Do not attach %s", file.name));
        cross.addEventListener("click", () => {
            const others = [...this.files.files].filter((other) => other !== file);
            setFiles(this.files, others);
            this.showFiles();
            this.text.focus();
        });
        row.append(name, cross);
        return row;
    }

    // === SEND === //

    async send() {
        if (!this.text.value.trim() && !this.files.files.length) {
            this.text.focus();
            return;
        }
        this.sending = true;
        this.hint.textContent = "";
        this.updateContent();
        const answer = await this.waitFor(send(this.el));
        this.sending = false;
        if (!answer.ok) {
            this.hint.textContent = answer.error;
            return;
        }
        const { key, parent_id, mentions } = this.el.elements;
        key.value = makeKey();
        parent_id.value = mentions.value = this.text.value = this.quoted = "";
        setFiles(this.files, []);
        this.showFiles();
        announce(_t("Your message was sent."));
        this.el.dispatchEvent(new CustomEvent("collab-refresh", { bubbles: true }));
        this.text.focus();
    }
}

registry.category("public.interactions").add("collab_space.composer", Composer);
