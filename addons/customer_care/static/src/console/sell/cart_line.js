import { Component, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";
import { toMillis } from "@customer_care/desk/core/time";
import { useConsole } from "@customer_care/console/core/console_hook";

// For so long the row says what somebody else changed.
const FRESH = 10_000;

/** A line of the cart: quantity, carrier with reasons, and what the customer changed meanwhile (A10, A14). */
export class CartLine extends Component {
    static template = "customer_care.ConsoleCartLine";
    static props = { line: Object };

    setup() {
        this.work = useConsole();
        this.desk = useService("customer_care.desk");
        this.state = useState({ typed: null });
        onWillUpdateProps((next) => {
            if (next.line.quantity !== this.props.line.quantity) {
                this.state.typed = null;
            }
        });
    }

    get line() {
        return this.props.line;
    }

    get shown() {
        return this.state.typed ?? this.line.quantity_text;
    }

    /** What his buttons do here: change the line, or propose it. */
    get words() {
        const { name } = this.line;
        return this.work.contact.mode === "propose"
            ? {
                  less: _t("Propose less"),
                  more: _t("Propose more"),
                  remove: _t("Propose to take out %s", name),
                  quantity: _t("Quantity of %s, as a proposal", name),
              }
            : {
                  less: _t("Less"),
                  more: _t("More"),
                  remove: _t("Remove %s", name),
                  quantity: _t("Quantity of %s", name),
              };
    }

    /** What the customer changed just now. */
    get news() {
        const { changed } = this.line;
        return changed && !changed.is_agent && this.desk.now - toMillis(changed.at) < FRESH ? changed : null;
    }

    get second() {
        const { line } = this;
        return [
            line.own_code ? _t("Theirs: %s", line.own_code) : "",
            line.availability?.text || "",
            line.note || "",
        ].filter(Boolean);
    }

    async set(quantity) {
        const { line } = this;
        const answer = await this.work.change("set_quantity", [line.id, quantity, line.quantity]);
        this.state.typed = null;
        if (!answer.ok) {
            this.work.tell(answer.error, "warning");
        }
    }

    move(step) {
        const quantity = this.line.quantity + step;
        return quantity > 0 ? this.set(quantity) : this.remove();
    }

    onChange(event) {
        const typed = event.target.value.trim();
        if (typed && typed !== this.line.quantity_text) {
            this.state.typed = typed;
            this.set(typed);
        } else {
            event.target.value = this.line.quantity_text;
        }
    }

    onKey(event) {
        if (event.key === "ArrowUp" || event.key === "ArrowDown") {
            event.preventDefault();
            this.move(event.key === "ArrowUp" ? 1 : -1);
        } else if (event.key === "Enter" && !event.ctrlKey) {
            event.target.blur();
        }
    }

    async remove() {
        const { line } = this;
        const cart = await this.work.edit("remove", [line.id, line.quantity]);
        if (!cart || cart.lines.some((one) => one.id === line.id)) {
            return;
        }
        const undo = () => {
            close();
            this.work.edit("add", [{ product_id: line.product_id, quantity: line.quantity }]);
        };
        const close = this.work.tell(_t("%s is taken out.", line.name), "info", [
            { name: _t("Undo"), onClick: undo },
        ]);
        browser.setTimeout(close, FRESH);
    }

    carry(event) {
        return this.work.edit("set_carrier", [this.line.id, Number(event.target.value)]);
    }

    describeOption({ label, price, may, reason }) {
        if (!may) {
            return `${label}: ${reason}`;
        }
        return price ? `${label}, ${price}` : label;
    }

    saw() {
        return this.work.edit("seen_carrier", [this.line.id]);
    }
}
