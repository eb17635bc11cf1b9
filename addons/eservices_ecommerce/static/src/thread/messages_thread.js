import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { putContent } from "@eservices_ecommerce/core/content";
import { sendForm } from "@eservices_ecommerce/forms/send_form";

/** Messages of a document: shown as they come, marked as read when they are seen, answered in place. */
export class MessagesThread extends Interaction {
    static selector = ".o_eservices_thread";
    dynamicContent = {
        _document: { "t-on-visibilitychange": this.onSeen },
        "form.o_eservices_answer": { "t-on-submit.prevent": this.locked(this.send) },
        "input[type='file']": { "t-on-change": this.showFiles },
        "[type='submit']": {
            "t-att-aria-busy": () => (this.sending ? "true" : null),
            "t-att-class": () => ({ o_eservices_busy: this.sending }),
        },
    };

    setup() {
        this.sending = false;
        this.inSight = false;
        this.seen = 0;
        this.content = this.el.querySelector(".o_eservices_thread_content");
        this.form = this.el.querySelector("form.o_eservices_answer");
        this.hint = this.form.querySelector("#o_eservices_answer_hint");
        this.files = this.form.querySelector("input[type='file']");
    }

    start() {
        this.addListener(this.env.bus, "eservices.live:eservices.message/new", ({ detail }) =>
            this.onNew(detail)
        );
        this.observer = new IntersectionObserver((entries) => {
            this.inSight = entries.at(-1).isIntersecting;
            this.onSeen();
        });
        this.registerCleanup(() => this.observer.disconnect());
        this.watch();
    }

    /** The newest message is the one to read: it is scrolled to, and watched. */
    watch() {
        const list = this.content.querySelector(".o_eservices_thread_list");
        this.observer.disconnect();
        if (list) {
            list.scrollTop = list.scrollHeight;
            this.observer.observe(list.lastElementChild);
        }
    }

    draw(html) {
        putContent(this.content, html, this.services["public.interactions"]);
        this.watch();
    }

    async onSeen() {
        const last = Number(this.content.querySelector("[data-last]")?.dataset.last);
        const isUnread = this.content.querySelector(".o_eservices_thread_count");
        if (!this.inSight || document.visibilityState === "hidden" || !isUnread || last <= this.seen) {
            return;
        }
        this.seen = last;
        const answer = await this.waitFor(ask(`${this.el.dataset.url}/read`, { message_id: last }));
        if (answer.ok) {
            this.env.bus.trigger("eservices.unread", answer.unread);
        } else {
            this.seen = 0;
        }
    }

    async onNew({ kind, id }) {
        if (kind !== this.el.dataset.kind || String(id) !== this.el.dataset.document || this.sending) {
            return;
        }
        const answer = await this.waitFor(ask(`${this.el.dataset.url}/thread`, {}));
        if (answer.ok) {
            this.draw(answer.html);
            announce(_t("There is a new message."));
        }
    }

    objection(files) {
        const { maxBytes, maxFiles } = this.el.dataset;
        const large = files.find(({ size }) => size > Number(maxBytes));
        if (large) {
            return _t("%s is larger than 10 MB.", large.name);
        }
        return files.length > Number(maxFiles) ? _t("At most %s files at once.", maxFiles) : "";
    }

    showFiles() {
        const files = [...this.files.files];
        const objection = this.objection(files);
        this.complain(objection);
        if (objection) {
            this.files.value = "";
        }
        const rows = [...this.files.files].map(({ name }) => {
            const row = document.createElement("li");
            row.textContent = name;
            return row;
        });
        this.form.querySelector(".o_eservices_answer_files").replaceChildren(...rows);
    }

    complain(text) {
        this.hint.textContent = text;
    }

    async send() {
        const body = this.form.querySelector("textarea");
        if (!body.value.trim() && !this.files.files.length) {
            body.focus();
            return;
        }
        this.sending = true;
        this.complain("");
        this.updateContent();
        const answer = await this.waitFor(sendForm(this.form));
        this.sending = false;
        if (!answer.ok) {
            this.complain(answer.error);
            return;
        }
        this.form.reset();
        this.form.querySelector("[name='key']").value = answer.key;
        body.value = "";
        this.showFiles();
        this.draw(answer.html);
        announce(_t("Your message was sent."));
    }
}

registry.category("public.interactions").add("eservices_ecommerce.messages_thread", MessagesThread);
