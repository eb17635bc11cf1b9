import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { putContent } from "@eservices_ecommerce/core/content";

const PAUSE = 350;

/** Many rows at once. They are kept on the device until they are in the cart: nothing typed is lost. */
export class QuickOrder extends Interaction {
    static selector = ".o_eservices_pad";
    dynamicContent = {
        textarea: { "t-on-input": this.onInput },
        ".o_eservices_pad_clear": { "t-on-click": () => this.put("") },
        ".o_eservices_pad_upload": { "t-on-click": () => this.file.click() },
        ".o_eservices_pad_file": { "t-on-change": this.locked(this.upload) },
        _root: { "t-on-click": this.onClick },
        ".o_eservices_pad_answer": {
            "t-att-hidden": () => (this.answer ? null : "hidden"),
            "t-att-class": () => ({
                o_eservices_tone_ok: !this.isWrong,
                o_eservices_tone_bad: this.isWrong,
            }),
            "t-out": () => this.answer,
        },
    };

    setup() {
        this.text = this.el.querySelector("textarea");
        this.file = this.el.querySelector(".o_eservices_pad_file");
        this.rows = this.el.querySelector("#o_eservices_pad_rows");
        this.key = `eservices.quick_order.${this.el.dataset.owner}`;
        this.checkSoon = this.debounced(this.check, PAUSE);
        this.addLocked = this.locked(this.add);
        this.answer = "";
        this.isWrong = false;
    }

    start() {
        this.text.value = this.text.value || this.recall();
        if (this.text.value.trim()) {
            this.check();
        }
    }

    recall() {
        try {
            return localStorage.getItem(this.key) || "";
        } catch {
            return "";
        }
    }

    keep() {
        try {
            localStorage.setItem(this.key, this.text.value);
        } catch {
            // A device that keeps nothing still orders.
        }
    }

    say(text, isWrong = false) {
        this.answer = text;
        this.isWrong = isWrong;
        announce(text);
        this.updateContent();
    }

    onInput() {
        this.keep();
        this.answer = "";
        this.checkSoon();
    }

    put(text) {
        this.text.value = text;
        this.onInput();
        this.text.focus();
    }

    async check() {
        const asked = this.text.value;
        const answer = await this.waitFor(ask("/eservices/quick-order/check", { text: asked }));
        if (!answer.ok) {
            this.say(answer.error, true);
        } else if (asked === this.text.value) {
            this.show(answer);
        }
    }

    show(answer) {
        putContent(this.rows, answer.html, this.services["public.interactions"]);
    }

    onClick(ev) {
        const suggestion = ev.target.closest(".o_eservices_pad_suggestion");
        if (suggestion) {
            this.take(suggestion.dataset);
        } else if (ev.target.closest(".o_eservices_pad_add")) {
            this.addLocked(ev);
        }
    }

    /** Lines are counted from the first that holds something, as the server does. */
    take({ number, line }) {
        const lines = this.text.value.split("\n");
        const first = lines.findIndex((each) => each.trim());
        lines[first + Number(number) - 1] = line;
        this.put(lines.join("\n"));
    }

    async add() {
        const asked = this.text.value;
        const answer = await this.waitFor(ask("/eservices/quick-order/add", { text: asked }));
        if (!answer.ok) {
            this.say(answer.error, true);
            return;
        }
        // What was typed while the answer was on its way stays behind what is left.
        const typed = this.text.value.startsWith(asked) ? this.text.value.slice(asked.length) : "";
        this.text.value = [answer.rest, typed.trim()].filter(Boolean).join("\n");
        this.keep();
        this.show(answer);
        this.env.bus.trigger("eservices.cart", answer.cart);
        this.say(answer.text);
        this.text.focus();
    }

    async upload() {
        const body = new FormData();
        body.append("csrf_token", odoo.csrf_token);
        body.append("file", this.file.files[0]);
        let answer;
        try {
            const response = await this.waitFor(
                fetch("/eservices/quick-order/file", { method: "POST", body })
            );
            answer = await this.waitFor(response.json());
        } catch {
            answer = {
                ok: false,
                error: _t("The file could not be sent. What you typed is kept: try again."),
            };
        }
        this.file.value = "";
        if (answer.ok) {
            this.put([this.text.value.trim(), answer.text].filter(Boolean).join("\n"));
        } else {
            this.say(answer.error, true);
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.quick_order", QuickOrder);
