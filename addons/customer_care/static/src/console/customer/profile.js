import { Component, onWillStart, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { toDay } from "@customer_care/desk/core/time";
import { useConsole } from "@customer_care/console/core/console_hook";

/** The profile with all saved addresses; of a business customer his company and colleagues too (A7). */
export class Profile extends Component {
    static template = "customer_care.ConsoleProfile";
    static props = {};

    setup() {
        this.work = useConsole();
        this.action = useService("action");
        this.state = useState({ found: null });
        this.kinds = {
            contact: _t("Contact"),
            delivery: _t("Delivery"),
            invoice: _t("Invoice"),
            other: _t("Other"),
        };
        onWillStart(() => {
            this.read();
        });
    }

    async read() {
        const found = await this.work.attempt("care.console", "get_information", [this.work.contact.id]);
        this.state.found = found || null;
    }

    get facts() {
        const { profile } = this.state.found;
        return [
            [_t("First name"), profile.firstname],
            [_t("Last name"), profile.lastname],
            [_t("Function"), profile.function],
            [_t("Birth date"), profile.birthdate],
            [_t("Customer number"), profile.number],
            [_t("E-mail"), profile.email],
            [_t("Phone"), profile.phone],
            [_t("Language"), profile.lang],
            [_t("Login"), profile.login],
            [_t("On the platform since"), profile.platform_since ? toDay(profile.platform_since) : ""],
        ].filter(([, value]) => value);
    }

    get companyFacts() {
        const { company } = this.state.found;
        return [
            [_t("Customer number"), company.number],
            [_t("VAT number"), company.vat],
            [_t("Website"), company.website],
            [_t("Phone"), company.phone],
            [_t("E-mail"), company.email],
            [_t("Payment terms"), company.payment_term],
            [_t("Pricelist"), company.pricelist],
            [_t("Salesperson"), company.salesperson],
        ].filter(([, value]) => value);
    }

    openForm() {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                res_model: "res.partner",
                res_id: this.work.contact.partner_id,
                views: [[false, "form"]],
                target: "new",
            },
            { onClose: () => this.read() }
        );
    }
}
