import { Component, useState } from "@odoo/owl";
import { KeepLast } from "@web/core/utils/concurrency";
import { serializeDate } from "@web/core/l10n/dates";
import { useDebounced } from "@web/core/utils/timing";
import { useConsole } from "@customer_care/console/core/console_hook";

const MODEL = "care.console.payment";
const { DateTime } = luxon;

/** How the customer pays; a new account is checked while it is typed (A13). */
export class Payment extends Component {
    static template = "customer_care.ConsolePayment";
    static props = { payment: Object, hasCart: Boolean };

    setup() {
        this.work = useConsole();
        this.state = useState({
            isNew: false,
            iban: "",
            holder: "",
            signedOn: this.today,
            check: null,
            isBusy: false,
        });
        this.last = new KeepLast();
        this.checkSoon = useDebounced(() => this.check(), 250);
    }

    get today() {
        return serializeDate(DateTime.local());
    }

    get isDebit() {
        return this.props.payment.method === "debit" || this.state.isNew;
    }

    get account() {
        const { accounts, account_id: id } = this.props.payment;
        return accounts.find((one) => one.id === id);
    }

    isChosen({ key }) {
        return this.state.isNew ? key === "debit" : key === this.props.payment.method;
    }

    async choose(key) {
        const usable = this.props.payment.accounts.filter((one) => one.may);
        if (key === "debit" && !usable.length) {
            this.state.isNew = true;
            return;
        }
        this.state.isNew = false;
        await this.work.edit("set_method", [key, usable[0]?.id || false], MODEL);
    }

    chooseAccount(event) {
        const id = Number(event.target.value);
        this.state.isNew = !id;
        return id ? this.work.edit("set_method", ["debit", id], MODEL) : undefined;
    }

    onIban() {
        this.state.check = null;
        if (this.state.iban.replaceAll(" ", "").length >= 5) {
            this.checkSoon();
        } else {
            this.checkSoon.cancel();
            this.last.add(Promise.resolve());
        }
    }

    async check() {
        const args = [this.work.contact.id, this.state.iban];
        const answer = await this.last.add(this.work.ask(MODEL, "check_iban", args));
        this.state.check = answer.value || { ok: false, text: answer.error };
    }

    async saveAccount() {
        this.state.isBusy = true;
        const { iban, holder, signedOn } = this.state;
        const saved = await this.work.edit("add_account", [{ iban, holder, signed_on: signedOn }], MODEL);
        this.state.isBusy = false;
        if (saved) {
            Object.assign(this.state, { isNew: false, iban: "", holder: "", check: null });
        }
    }
}
