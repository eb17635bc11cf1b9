import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { KeepLast } from "@web/core/utils/concurrency";
import { registry } from "@web/core/registry";
import { useDebounced } from "@web/core/utils/timing";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Pill } from "@customer_care/desk/pill/pill";
import { readRefusal } from "@customer_care/desk/core/refusal";

const { DateTime } = luxon;

/** Why a customer may, or may not, order a product: every gate in order, with what mends it (B11). */
export class Doctor extends Component {
    static template = "customer_care.Doctor";
    static components = { Pill };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        const { context } = this.props.action;
        this.state = useState({
            channels: [],
            configId: context.care_config_id || false,
            customer: context.care_customer || null,
            product: context.care_product || null,
            customerText: context.care_customer?.name || "",
            productText: context.care_product?.name || "",
            customers: null,
            products: null,
            found: null,
            problem: "",
            isBusy: false,
        });
        this.words = {
            passed: { text: _t("Passed"), icon: "fa-check-circle" },
            failed: { text: _t("Failed"), icon: "fa-times-circle" },
            warning: { text: _t("Warning"), icon: "fa-exclamation-circle" },
        };
        this.lastCustomer = new KeepLast();
        this.lastProduct = new KeepLast();
        this.findCustomersSoon = useDebounced(() => this.findCustomers(), 200);
        this.findProductsSoon = useDebounced(() => this.findProducts(), 200);
        this.choices = {
            customer: {
                list: "customers",
                soon: this.findCustomersSoon,
                find: () => this.findCustomers(),
                choose: (row) => this.chooseCustomer(row),
            },
            product: {
                list: "products",
                soon: this.findProductsSoon,
                find: () => this.findProducts(),
                choose: (row) => this.chooseProduct(row),
            },
        };
        this.chosenText = { customer: this.state.customerText, product: this.state.productText };
        this.isFromConsole = Boolean(context.care_customer);
        this.product = useRef("product");
        this.customer = useRef("customer");
        onMounted(() => (this.state.customer ? this.product : this.customer).el.focus());
        useHotkey("alt+enter", () => this.examine(), { bypassEditableProtection: true });
        onWillStart(() => this.begin());
    }

    async begin() {
        const setup = await this.ask("care.console", "get_setup", []);
        this.state.channels = setup?.channels || [];
        this.state.configId ||= this.state.channels[0]?.id || false;
        await this.examine();
    }

    /** The answer, or nothing: why stands on the screen then. */
    async ask(model, method, args) {
        try {
            const answer = await this.orm.silent.call(model, method, args);
            this.state.problem = "";
            return answer;
        } catch (error) {
            const refusal = readRefusal(error);
            if (!refusal) {
                throw error;
            }
            this.state.problem = refusal;
            return undefined;
        }
    }

    // --- choosing ---

    async findCustomers() {
        const { customerText: text, configId } = this.state;
        if (text.trim().length >= 3) {
            const asked = this.ask("care.console", "find", [text, configId]);
            this.state.customers = (await this.lastCustomer.add(asked))?.rows || [];
        }
    }

    async findProducts() {
        const { productText: text, configId } = this.state;
        if (text.trim().length >= 2) {
            const asked = this.ask("care.doctor", "find", [text, configId]);
            this.state.products = (await this.lastProduct.add(asked))?.products || [];
        }
    }

    chooseCustomer(row) {
        this.chosenText.customer = row.name;
        Object.assign(this.state, { customer: row, customerText: row.name, customers: null });
        return this.examine();
    }

    chooseProduct(row) {
        const productText = `${row.code} ${row.name}`;
        this.chosenText.product = productText;
        Object.assign(this.state, { product: row, productText, products: null });
        return this.examine();
    }

    /** Enter takes the first that is found, however fast it comes; Escape closes what was found. */
    async onKey(event, what) {
        const { list, soon, find, choose } = this.choices[what];
        if (event.key === "Escape" && this.state[list]) {
            event.stopPropagation();
            this.state[list] = null;
        } else if (event.key === "Enter" && !event.altKey) {
            event.preventDefault();
            soon.cancel();
            if (this.state[`${what}Text`] === this.chosenText[what]) {
                await this.examine();
                return;
            }
            await find();
            if (this.state[list]?.length) {
                await choose(this.state[list][0]);
            }
        }
    }

    /** Back to the console, when it was opened from there. */
    leave(event) {
        if (event.key === "Escape" && this.isFromConsole) {
            this.goBack();
        }
    }

    goBack() {
        return this.action.restore();
    }

    // --- examining ---

    get args() {
        const { customer, product, configId } = this.state;
        return [customer.id, product.id, Number(configId)];
    }

    async examine() {
        const { customer, product, configId } = this.state;
        if (!customer || !product || !configId) {
            return;
        }
        this.state.isBusy = true;
        this.state.found = (await this.ask("care.doctor", "examine", this.args)) || null;
        this.state.isBusy = false;
    }

    /** The same rows again, in place: nothing is reloaded. */
    async mend(fix) {
        this.state.isBusy = true;
        const found = await this.ask("care.doctor", "mend", [...this.args, fix.key]);
        this.state.isBusy = false;
        if (found) {
            this.state.found = found;
        } else {
            this.notification.add(this.state.problem, { type: "warning" });
        }
    }

    /** The first fix of the first failed gate is the one thing to do. */
    isFirst(gate, index) {
        return index === 0 && gate === this.state.found.gates.find((one) => one.state === "failed");
    }

    get checkedAt() {
        return DateTime.fromISO(this.state.found.checked_at, { zone: "utc" })
            .toLocal()
            .toLocaleString(DateTime.TIME_WITH_SECONDS);
    }

    openRecord({ model, id }) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                res_model: model,
                res_id: id,
                views: [[false, "form"]],
                target: "new",
            },
            { onClose: () => this.examine() }
        );
    }

    tone(row) {
        return { ok: "ok", warn: "warn", bad: "bad", info: "info" }[row.tone] || "none";
    }
}

registry.category("actions").add("customer_care.doctor", Doctor);
