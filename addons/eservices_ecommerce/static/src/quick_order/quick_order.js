import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { announce, ask } from "@eservices_ecommerce/core/answers";
import { putContent } from "@eservices_ecommerce/core/content";
import { parseNumber, tidy } from "@eservices_ecommerce/core/numbers";

const PAUSE = 350;

const STEPPER = [".o_eservices_pad_quantity", ".o_eservices_less", ".o_eservices_more"];

const isQuantity = (element) => Boolean(element?.matches(".o_eservices_pad_quantity"));
const isTyped = (element) => isQuantity(element) && element.value !== element.defaultValue;

/** Many rows at once. They are kept on the device until they are in the cart: nothing typed is lost. */
export class QuickOrder extends Interaction {
    static selector = ".o_eservices_pad";
    dynamicContent = {
        textarea: { "t-on-input": this.onInput, "t-on-scroll": this.onScroll },
        ".o_eservices_pad_clear": { "t-on-click": () => this.put("") },
        ".o_eservices_pad_upload": { "t-on-click": () => this.file.click() },
        ".o_eservices_pad_file": { "t-on-change": this.locked(() => this.upload(this.file.files[0])) },
        ".o_eservices_pad_count": { "t-out": () => this.lines.filter((line) => line.trim()).length || "" },
        _root: { "t-on-click": this.onClick, "t-on-keydown": this.onKeydown, "t-on-focusout": this.onLeave },
        // A file may be dropped anywhere on the page.
        _document: { "t-on-dragover": this.onDragover, "t-on-drop": this.onDrop },
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
        this.gutter = this.el.querySelector(".o_eservices_pad_gutter");
        this.file = this.el.querySelector(".o_eservices_pad_file");
        this.rows = this.el.querySelector("#o_eservices_pad_rows");
        this.key = `eservices.quick_order.${this.el.dataset.owner}`;
        this.checkSoon = this.debounced(this.check, PAUSE);
        this.addLocked = this.locked(this.add);
        this.answer = "";
        this.isWrong = false;
        this.shownState = "";
        this.isDrawing = false;
    }

    start() {
        this.text.value = this.text.value || this.recall();
        this.number();
        if (this.text.value.trim()) {
            this.check();
        }
    }

    get lines() {
        return this.text.value.split("\n");
    }

    /** Where in the text a row of the answer stands: the server counts from the first line that holds something. */
    indexOf(number) {
        return this.lines.findIndex((line) => line.trim()) + Number(number) - 1;
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
        this.number();
        this.checkSoon();
    }

    onScroll() {
        this.gutter.scrollTop = this.text.scrollTop;
    }

    put(text) {
        this.text.value = text;
        this.onInput();
        this.text.focus();
    }

    /** Number the typed lines as the rows of the answer are; a dot says what became of each. */
    number() {
        const offset = this.indexOf(1);
        const marks = this.lines.map((line, index) => {
            const mark = document.createElement("li");
            const number = index - offset + 1;
            mark.textContent = offset >= 0 && number > 0 ? number : "";
            mark.dataset.state = (line.trim() && this.rowOf(number)?.dataset.state) || "";
            return mark;
        });
        this.gutter.replaceChildren(...marks);
        this.onScroll();
    }

    rowOf(number) {
        return this.rows.querySelector(`li[data-row="${number}"]`);
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

    /** Put what was read in place of what was; who is at work in a row stays there. */
    show(answer) {
        const { activeElement: field } = document;
        const at = field.closest("li[data-row]")?.dataset.row;
        const typed = isTyped(field) ? field.value : null;
        this.isDrawing = true;
        putContent(this.rows, answer.html, this.services["public.interactions"]);
        this.isDrawing = false;
        this.showOnly(this.shownState);
        this.number();
        if (at) {
            const next = this.goOn(at, field);
            if (typed !== null && isQuantity(next)) {
                next.value = typed;
            }
        }
        this.updateContent();
    }

    /** Whoever changes a quantity goes on changing it; whoever settles a row goes on to the next. */
    goOn(number, field) {
        const same = STEPPER.find((selector) => field.matches(selector));
        const next =
            (same && this.rowOf(number)?.querySelector(same)) ||
            this.rows.querySelector(".o_eservices_pad_accept") ||
            this.rows.querySelector(".o_eservices_pad_add:enabled") ||
            this.text;
        next.focus();
        return next;
    }

    /** The counts are filters; one with nothing left shows all again. */
    showOnly(state) {
        const filters = [...this.rows.querySelectorAll(".o_eservices_pad_filter")];
        this.shownState = filters.some((filter) => filter.dataset.state === state) ? state : "";
        this.rows.dataset.only = this.shownState;
        for (const filter of filters) {
            const isOn = filter.dataset.state === this.shownState;
            filter.setAttribute("aria-pressed", String(isOn));
            filter.classList.toggle("o_eservices_chip_on", isOn);
        }
    }

    onClick({ target }) {
        const button = target.closest("button");
        const row = button?.closest("li[data-row]");
        const does = (name) => button?.classList.contains(name);
        if (does("o_eservices_pad_suggestion")) {
            this.write([[row.dataset.row, button.dataset.line]]);
        } else if (does("o_eservices_pad_accept_all")) {
            const accepted = [...this.rows.querySelectorAll(".o_eservices_pad_accept")];
            this.write(accepted.map((one) => [one.closest("li").dataset.row, one.dataset.line]));
        } else if (does("o_eservices_pad_correct")) {
            this.select(row.dataset.row);
        } else if (does("o_eservices_pad_filter")) {
            this.showOnly(button.dataset.state);
        } else if (does("o_eservices_less") || does("o_eservices_more")) {
            this.step(row, does("o_eservices_more") ? 1 : -1);
        } else if (does("o_eservices_pad_add")) {
            this.addLocked();
        }
    }

    onKeydown(ev) {
        const row = isQuantity(ev.target) && ev.target.closest("li[data-row]");
        if (row && (ev.key === "ArrowUp" || ev.key === "ArrowDown")) {
            ev.preventDefault();
            this.step(row, ev.key === "ArrowUp" ? 1 : -1);
        } else if (row && ev.key === "Enter") {
            ev.preventDefault();
            this.order(row);
        }
    }

    onLeave({ target }) {
        if (!this.isDrawing && isTyped(target)) {
            this.order(target.closest("li[data-row]"));
        }
    }

    step(row, direction) {
        const field = row.querySelector(".o_eservices_pad_quantity");
        const { min, multiple } = row.querySelector(".o_eservices_pad_stepper").dataset;
        const step = Number(multiple);
        const steps = tidy((parseNumber(field.value) || 0) / step);
        const next = direction > 0 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
        field.value = String(tidy(Math.max(Number(min) || step, next * step)));
        this.order(row);
    }

    /** The quantity of a row is written where it was typed: the text is what counts. */
    order(row) {
        const { row: number, reference } = row.dataset;
        const quantity = row.querySelector(".o_eservices_pad_quantity").value.trim();
        this.write([[number, `${reference}\t${quantity}`]]);
    }

    /** Replace lines of the text, each by the number of its row. */
    write(changes) {
        const { lines } = this;
        for (const [number, line] of changes) {
            lines[this.indexOf(number)] = line;
        }
        this.text.value = lines.join("\n");
        this.onInput();
    }

    select(number) {
        const { lines } = this;
        const index = this.indexOf(number);
        const start = lines.slice(0, index).join("\n").length + (index ? 1 : 0);
        this.text.focus();
        this.text.setSelectionRange(start, start + lines[index].length);
        this.text.scrollIntoView({ block: "nearest" });
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

    onDragover(ev) {
        if (ev.dataTransfer?.types.includes("Files")) {
            ev.preventDefault();
        }
    }

    onDrop(ev) {
        const [file] = ev.dataTransfer?.files || [];
        if (file) {
            ev.preventDefault();
            this.upload(file);
        }
    }

    async upload(file) {
        const body = new FormData();
        body.append("csrf_token", odoo.csrf_token);
        body.append("file", file);
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
