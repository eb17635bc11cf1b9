import { Component, onPatched, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { KeepLast, Mutex } from "@web/core/utils/concurrency";
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
            why: "",
            isProposing: false,
            found: null,
            problem: "",
            isListOpen: false,
            at: 0,
        });
        this.last = new KeepLast();
        this.keys = new Mutex();
        this.resolveSoon = useDebounced(() => this.resolve(), 150);
        this.isFocusDue = false;
        onPatched(() => {
            if (this.isFocusDue) {
                this.isFocusDue = false;
                this.code.el.focus();
            }
        });
    }

    get text() {
        return this.state.text.trim();
    }

    /** Whether what he adds waits for the customer: by the channel's setting, or because he wants it so. */
    get isProposal() {
        return this.isAlwaysProposal || this.state.isProposing;
    }

    get isAlwaysProposal() {
        return this.work.contact.mode === "propose";
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

    /** One key after the other, however fast they come. */
    onKey(event) {
        const verb = {
            Enter: () => this.enter(),
            ArrowDown: () => this.move(1),
            ArrowUp: () => this.move(-1),
            Escape: () => this.escape(),
        }[event.key];
        if (verb && !event.ctrlKey) {
            event.preventDefault();
            this.keys.exec(verb);
        }
    }

    /** First the list is closed, then the field is emptied, then it is left: the keys of the console work. */
    escape() {
        if (this.state.isListOpen) {
            this.state.isListOpen = false;
        } else if (this.state.isProposing) {
            this.propose(false);
        } else if (this.state.text) {
            this.clear();
        } else {
            this.code.el.blur();
        }
    }

    /**
     * Only this one, in a channel where the agent's changes count at once. The field has the focus when the one
     * for the reason is drawn: a Tab before would lead to the button that is about to go.
     */
    propose(isProposing) {
        this.isFocusDue = true;
        Object.assign(this.state, { isProposing, why: "" });
    }

    /** Whether what was found is for what stands in the field now. */
    get isResolved() {
        return this.state.found?.text === this.text;
    }

    async move(step) {
        if (this.text && !this.isResolved) {
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
        if (!this.text) {
            return;
        }
        if (!this.state.isListOpen && !this.isResolved) {
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

    /** The field is free for the next one at once; what is refused comes back to it. */
    async add(product) {
        if (!product.may) {
            this.state.problem = product.reason;
            return;
        }
        const { text, quantity, why, isProposing } = this.state;
        const values = { product_id: product.id, quantity };
        if (this.isProposal) {
            Object.assign(values, { propose: true, text: why.trim() });
        }
        this.clear();
        this.code.el?.focus();
        const answer = await this.work.change("add", [values]);
        if (answer.ok) {
            return;
        }
        if (this.state.text) {
            this.work.tell(answer.error, "warning");
        } else {
            Object.assign(this.state, { text, quantity, why, isProposing, problem: answer.error });
        }
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
            why: "",
            isProposing: false,
            found: null,
            problem: "",
            isListOpen: false,
            at: 0,
        });
    }
}
