import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Pill } from "@customer_care/desk/pill/pill";
import { describeCard } from "@customer_care/console/core/words";
import { useConsole } from "@customer_care/console/core/console_hook";

const MODEL = "care.console.voucher";

/** Promotions to give away, the customer's codes, and the code on the cart (A8). */
export class Vouchers extends Component {
    static template = "customer_care.ConsoleVouchers";
    static components = { Pill };
    static props = {};

    setup() {
        this.work = useConsole();
        this.describeCard = describeCard;
        this.state = useState({ programId: "", code: "", problem: "", isTyping: false, isBusy: false });
    }

    get vouchers() {
        return this.work.cart.vouchers;
    }

    get firstName() {
        return this.work.contact.name.split(" ")[0];
    }

    get program() {
        const { programs } = this.vouchers;
        return programs.find((one) => one.id === Number(this.state.programId)) || programs[0];
    }

    describe({ name, left, may, reason }) {
        if (!may) {
            return `${name}: ${reason}`;
        }
        return left === null ? name : _t("%(name)s (%(left)s left)", { name, left });
    }

    async generate() {
        this.state.isBusy = true;
        const { contact } = this.work;
        const made = await this.work.attempt(MODEL, "generate", [contact.id, this.program.id]);
        this.state.isBusy = false;
        if (made && this.work.contact?.id === contact.id) {
            this.work.cart.vouchers = made.vouchers;
            this.work.tell(_t("%(code)s is made. %(text)s", made), "success");
        }
    }

    async send(card) {
        const sent = await this.work.attempt(MODEL, "send", [this.work.contact.id, card.id]);
        if (sent) {
            this.work.tell(
                _t("%(code)s went to %(address)s.", { code: card.code, address: sent.sent_to }),
                "success"
            );
            await this.work.readCart();
        }
    }

    async apply(code) {
        if (!code.trim() || this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        const answer = await this.work.change("apply", [code], MODEL);
        this.state.isBusy = false;
        this.state.problem = answer.error || "";
        if (answer.ok) {
            Object.assign(this.state, { code: "", isTyping: false });
        }
    }

    takeOff() {
        return this.work.edit("remove", [], MODEL);
    }
}
