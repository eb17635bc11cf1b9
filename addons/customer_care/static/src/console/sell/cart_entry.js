import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useDebounced } from "@web/core/utils/timing";
import { useConsole } from "@customer_care/console/core/console_hook";

/** One field for the ID or the name, one for the quantity; Enter adds and goes on (A9 to A11). */
export class CartEntry extends Component {
    static template = "customer_care.ConsoleCartEntry";
    static props = {};

    setup() {
        this.work = useConsole();
        this.code = useRef("code");
        this.quantity = useRef("quantity");
        this.list = useRef("list");
        this.state = useState({
            text: "",
            quantity: "1",
            found: null,
            problem: "",
            isListOpen: false,
            at: 0,
            isBusy: false,
        });
        this.last = new KeepLast();
        this.resolveSoon = useDebounced(() => this.resolve(), 150);
    }

    get text() {
        return this.state.text.trim();
    }

    get isWild() {
        return this.text.includes("*");
    }

    /** What Enter would add: the chosen row, or what the typed ID stands for. */
    get product() {
        const { found, at, isListOpen } = this.state;
        if (!found?.rows.length) {
            return null;
        }
        if (isListOpen) {
            return found.rows[at];
        }
        return found.is_exact || found.rows.length === 1 ? found.rows[0] : null;
    }

    get isMaster() {
        const { found } = this.state;
        const typed = this.text.toLowerCase();
        return (
            Boolean(found?.is_exact) &&
            found.rows.length > 1 &&
            ![found.rows[0].code, found.rows[0].own_code].some((one) => one?.toLowerCase() === typed)
        );
    }

    get otherCount() {
        return this.state.found.rows.length - 1;
    }

    /** The product, and which of its variations. */
    describe({ name, label }) {
        return label && label !== name ? `${name}, ${label}` : name;
    }

    onInput() {
        Object.assign(this.state, { problem: "", isListOpen: false, at: 0 });
        if (this.text.replaceAll("*", "").length < 2) {
            this.resolveSoon.cancel();
            this.last.add(Promise.resolve());
            this.state.found = null;
        } else {
            this.resolveSoon();
        }
    }

    /** Find out what the typed text stands for; an older answer never covers a younger one. */
    async resolve() {
        const { text } = this;
        const answer = await this.last.add(
            this.work.ask("care.console.cart", "find_products", [this.work.contact.id, text, 0])
        );
        this.state.found = answer.value || null;
        this.state.problem = answer.error || "";
        return answer;
    }

    async onKey(event) {
        if (event.key === "Enter" && !event.ctrlKey) {
            event.preventDefault();
            await this.enter();
        } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            await this.move(event.key === "ArrowDown" ? 1 : -1);
        } else if (event.key === "Escape") {
            event.preventDefault();
            this.escape();
        }
    }

    /** First the list is closed, then the field is emptied. */
    escape() {
        if (this.state.isListOpen) {
            this.state.isListOpen = false;
        } else {
            this.clear();
        }
    }

    async move(step) {
        if (!this.state.found && this.text) {
            this.resolveSoon.cancel();
            await this.resolve();
        }
        const { found } = this.state;
        if (!found?.rows.length) {
            return;
        }
        if (!this.state.isListOpen) {
            this.state.isListOpen = true;
            // The first row is what Enter adds anyway: the arrow goes to the next one.
            this.state.at = found.is_exact && found.rows.length > 1 ? 1 : 0;
        } else {
            this.state.at = Math.min(found.rows.length - 1, Math.max(0, this.state.at + step));
        }
        this.list.el
            ?.querySelector(`#o_console_product_${this.state.at}`)
            ?.scrollIntoView({ block: "nearest" });
    }

    /** Add what is meant; where several are, show them. */
    async enter() {
        if (!this.text || this.state.isBusy) {
            return;
        }
        if (!this.state.isListOpen && this.state.found?.text !== this.text) {
            this.resolveSoon.cancel();
            if (!(await this.resolve()).ok) {
                return;
            }
        }
        if (this.product) {
            await this.add(this.product);
        } else if (this.state.found?.rows.length) {
            this.code.el.focus();
            this.state.isListOpen = true;
            this.state.at = 0;
        } else {
            this.state.problem = _t("Nothing found for “%s”.", this.text);
        }
    }

    async add(product) {
        if (!product.may) {
            this.state.problem = product.reason;
            return;
        }
        this.state.isBusy = true;
        const typed = this.state.text;
        const values = { product_id: product.id, quantity: this.state.quantity };
        const answer = await this.work.change("add", [values]);
        this.state.isBusy = false;
        if (!answer.ok) {
            this.state.problem = answer.error;
        } else if (this.state.text === typed) {
            // Who types fast has begun the next one already.
            this.clear();
        }
        this.code.el?.focus();
    }

    choose(at) {
        this.state.at = at;
        return this.add(this.state.found.rows[at]);
    }

    clear() {
        this.resolveSoon.cancel();
        this.last.add(Promise.resolve());
        Object.assign(this.state, {
            text: "",
            quantity: "1",
            found: null,
            problem: "",
            isListOpen: false,
            at: 0,
        });
    }
}
