import { Component } from "@odoo/owl";
import { Pill } from "@customer_care/desk/pill/pill";
import { toClock, toDay } from "@customer_care/desk/core/time";
import { describeAnswer } from "@customer_care/console/core/words";
import { CartEntry } from "@customer_care/console/sell/cart_entry";
import { CartLine } from "@customer_care/console/sell/cart_line";
import { ProposalLine } from "@customer_care/console/sell/proposal_line";
import { useConsole } from "@customer_care/console/core/console_hook";

/** The customer's cart as the agent works on it: entry row first, lines below (A9, A10, A15). */
export class CartPanel extends Component {
    static template = "customer_care.ConsoleCartPanel";
    static components = { CartEntry, CartLine, Pill, ProposalLine };
    static props = {};

    setup() {
        this.work = useConsole();
        this.toClock = toClock;
        this.toDay = toDay;
    }

    get cart() {
        return this.work.cart;
    }

    get firstName() {
        return this.work.contact.name.split(" ")[0];
    }

    /** Carts of other channels, or the only one while it is the customer's. */
    get others() {
        return this.cart?.others || [];
    }

    /** What was proposed and has no answer yet. */
    get proposals() {
        return (this.cart?.proposals || []).filter((one) => one.state === "proposed");
    }

    /** What the customer did not want, or what changed meanwhile, unless it was proposed again. */
    get answers() {
        const proposed = new Set(this.proposals.map((one) => one.product_id));
        const seen = new Set();
        return (this.cart?.proposals || [])
            .toReversed()
            .filter(({ state, product_id: id }) => {
                const isNew = !proposed.has(id) && !seen.has(id);
                seen.add(id);
                return isNew && ["declined", "outdated"].includes(state);
            })
            .map((one) => ({ ...one, ...describeAnswer(one) }));
    }

    get isProposing() {
        return this.work.contact.mode === "propose";
    }

    get isTaken() {
        return this.cart?.owner === "agent";
    }

    takeOver(cartId = false) {
        return this.work.edit("take_over", [cartId]);
    }

    handBack() {
        return this.work.edit("hand_back", []);
    }
}
