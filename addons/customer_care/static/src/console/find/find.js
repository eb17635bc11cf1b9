import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { useBus } from "@web/core/utils/hooks";
import { useDebounced } from "@web/core/utils/timing";
import { toClock } from "@customer_care/desk/core/time";
import { CustomerRow } from "@customer_care/console/find/customer_row";
import { useConsole } from "@customer_care/console/core/console_hook";

const NOTHING = {
    firstname: "",
    lastname: "",
    birthdate: "",
    number: "",
    email: "",
    phone: "",
    zip: "",
    city: "",
    country_id: "",
};

/** Finds customers as one types, and lists those who are likely next (A1 to A3). */
export class Find extends Component {
    static template = "customer_care.ConsoleFind";
    static components = { CustomerRow };
    static props = {};

    setup() {
        this.work = useConsole();
        this.root = useRef("root");
        this.toClock = toClock;
        this.state = useState({
            isAdvanced: false,
            configId: "",
            text: "",
            values: { ...NOTHING },
            rows: null,
            hasMore: false,
            problem: "",
            at: -1,
            lists: { recent: [], online: [], carts: [] },
            isBusy: false,
            asked: "",
        });
        this.last = new KeepLast();
        this.searchSoon = useDebounced(() => this.search(), 150);
        this.fields = [
            { name: "lastname", text: _t("Last name") },
            { name: "firstname", text: _t("First name") },
            { name: "number", text: _t("Customer number") },
            { name: "email", text: _t("E-mail") },
            { name: "phone", text: _t("Phone") },
            { name: "birthdate", text: _t("Birth date"), type: "date" },
            { name: "zip", text: _t("Postcode") },
            { name: "city", text: _t("City") },
        ];
        useBus(this.env.bus, "CUSTOMER_CARE:SEARCH_AGAIN", () => this.clear());
        onWillStart(() => this.readLists());
    }

    get channels() {
        return this.work.setup?.channels || [];
    }

    get configId() {
        return Number(this.state.configId) || false;
    }

    get least() {
        return this.work.setup?.min_chars || 3;
    }

    get isShort() {
        const { length } = this.state.text.trim();
        return length > 0 && length < this.least;
    }

    get count() {
        const { rows, hasMore } = this.state;
        if (hasMore) {
            return _t("More than %s customers", rows.length);
        }
        return rows.length === 1 ? _t("1 customer") : _t("%s customers", rows.length);
    }

    get sections() {
        const { recent, online, carts } = this.state.lists;
        return [
            { name: "online", text: _t("On the platform now"), rows: online },
            { name: "carts", text: _t("Open carts"), rows: carts },
            { name: "recent", text: _t("Served last"), rows: recent },
        ].filter((section) => section.rows.length);
    }

    async readLists() {
        const answer = await this.work.ask("care.console", "get_lists", [this.configId]);
        if (answer.ok) {
            this.state.lists = answer.value;
        }
    }

    changeChannel() {
        this.readLists();
        if (this.state.isAdvanced || this.state.text.trim()) {
            this.search();
        }
    }

    use(isAdvanced) {
        this.state.isAdvanced = isAdvanced;
        this.forget();
    }

    forget() {
        Object.assign(this.state, { rows: null, hasMore: false, problem: "", at: -1, asked: "" });
    }

    clear() {
        this.state.text = "";
        this.state.values = { ...NOTHING };
        this.forget();
        this.readLists();
    }

    onInput() {
        this.state.at = -1;
        if (this.state.text.trim().length < this.least) {
            this.searchSoon.cancel();
            this.last.add(Promise.resolve());
            this.forget();
        } else {
            this.searchSoon();
        }
    }

    /** All that the answer depends on. */
    get question() {
        const { isAdvanced, text, values, configId } = this.state;
        return JSON.stringify([isAdvanced ? values : text, configId]);
    }

    async search() {
        const { isAdvanced, text, values } = this.state;
        if (!isAdvanced && text.trim().length < this.least) {
            return;
        }
        const { question } = this;
        this.state.isBusy = true;
        const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
        const answer = await this.last.add(
            isAdvanced
                ? this.work.ask("care.console", "find_advanced", [filled, this.configId])
                : this.work.ask("care.console", "find", [text, this.configId])
        );
        this.state.isBusy = false;
        this.state.asked = question;
        this.state.problem = answer.error || "";
        this.state.rows = answer.ok ? answer.value.rows : null;
        this.state.hasMore = Boolean(answer.value?.more);
        this.state.at = this.state.rows?.length ? 0 : -1;
    }

    // --- keyboard ---

    onKey(event) {
        const verb = {
            ArrowDown: () => this.move(1),
            ArrowUp: () => this.move(-1),
            Enter: () => this.enter(),
            Escape: () => this.escape(event.target),
        }[event.key];
        if (verb && event.target.tagName !== "SELECT" && event.target.tagName !== "BUTTON") {
            event.preventDefault();
            verb();
        }
    }

    /** First what was typed is taken out, then the field is left: the keys of the console work. */
    escape(field) {
        if (this.state.text || this.state.rows) {
            this.clear();
        } else {
            field.blur();
        }
    }

    /** Choose the row that is seen; what was not searched yet is searched first. */
    async enter() {
        if (this.state.asked !== this.question) {
            this.searchSoon.cancel();
            await this.search();
            if (this.state.isAdvanced && this.state.rows?.length !== 1) {
                return;
            }
        }
        const row = this.state.rows?.[this.state.at];
        if (row) {
            await this.choose(row);
        }
    }

    move(step) {
        const last = (this.state.rows?.length || 0) - 1;
        this.state.at = Math.min(last, Math.max(0, this.state.at + step));
        this.root.el?.querySelector(`#o_console_row_${this.state.at}`)?.scrollIntoView({ block: "nearest" });
    }

    choose(row, configId = this.configId) {
        return this.work.open(row.id, configId);
    }

    describe(name, row) {
        if (name === "recent") {
            return toClock(row.served_at);
        }
        return name === "carts" ? row.cart_amount : row.title;
    }
}
