import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { parseNumber } from "@eservices_ecommerce/core/numbers";
import { makeKey } from "@collab_space/platform/send";

const NUMBERS = ["price", "quantity"];
// So often the others are told that one is writing.
const TELL = 8000;

/**
 * What a counter-proposal holds.
 *
 * @param {HTMLFormElement} form
 * @returns {{values: Object, error: string}}
 */
export function readProposal(form) {
    const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim() !== ""));
    for (const name of NUMBERS.filter((each) => each in values)) {
        values[name] = parseNumber(values[name]);
        if (!(values[name] > 0)) {
            return { values, error: _t("Type a number above zero.") };
        }
    }
    const isEmpty = Object.keys(values).every((name) => name === "note");
    return { values, error: isEmpty ? _t("Type what you propose.") : "" };
}

/** The verbs of an answer, with what the form of its term knows: which version it answers, and where to. */
export class Answers {
    constructor(interaction) {
        this.interaction = interaction;
    }

    async send(form, verb, params) {
        const { url, version } = form.dataset;
        const call = ask(`${url}/${verb}`, { version_id: Number(version), ...params });
        const answer = await this.interaction.waitFor(call);
        this.settle(form, answer);
        return answer;
    }

    settle(form, answer) {
        const place = form.querySelector(".o_collab_error");
        const isStale = !answer.ok && answer.stale;
        place.textContent = answer.ok ? "" : answer.error;
        if (answer.ok || isStale) {
            // Read anew: what stands now, and why this answer came too late.
            const detail = isStale ? answer.error : undefined;
            form.dispatchEvent(new CustomEvent("collab-refresh", { bubbles: true, detail }));
        }
    }

    accept(form) {
        return this.send(form, "accept", {});
    }
}

/** A counter-proposal: typed in place, sent with Ctrl Enter; while it is typed the others see by whom. */
export class CounterForm extends Interaction {
    static selector = ".o_collab_counter_form";
    dynamicContent = {
        _root: {
            "t-on-submit.prevent": this.locked(this.counter),
            "t-on-keydown": this.onKeydown,
            "t-on-input": this.tell,
        },
        ".o_collab_decline": { "t-on-click": this.locked(this.decline) },
        "[type='submit']": { "t-att-class": () => ({ o_eservices_busy: this.sending }) },
    };

    setup() {
        this.sending = false;
        this.told = 0;
        this.key = makeKey();
        this.answers = new Answers(this);
        this.error = this.el.querySelector(".o_collab_error");
    }

    onKeydown(ev) {
        if (ev.key === "Enter" && (ev.ctrlKey || ev.metaKey)) {
            ev.preventDefault();
            this.el.requestSubmit();
        }
    }

    tell() {
        if (Date.now() - this.told > TELL) {
            this.told = Date.now();
            ask(`${this.el.dataset.url}/answering`, {});
        }
    }

    async counter() {
        const { values, error } = readProposal(this.el);
        this.error.textContent = error;
        if (error) {
            this.el.querySelector("input, select, textarea").focus();
            return;
        }
        this.sending = true;
        this.updateContent();
        const answer = await this.answers.send(this.el, "counter", { ...values, key: this.key });
        this.finish(answer, _t("Your counter-proposal was sent."));
    }

    async decline() {
        const reason = this.el.elements.note.value.trim();
        if (!reason) {
            this.error.textContent = _t("Say why you decline: the other side reads it.");
            this.el.elements.note.focus();
            return;
        }
        this.finish(await this.answers.send(this.el, "decline", { reason }), _t("Declined."));
    }

    finish(answer, words) {
        this.sending = false;
        if (answer.ok) {
            // What was typed is sent: the page is drawn without it.
            this.el.reset();
            this.el.closest("details")?.removeAttribute("open");
            announce(words);
        }
    }
}

registry.category("public.interactions").add("collab_space.counter_form", CounterForm);
