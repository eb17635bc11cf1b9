import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { describeAgent } from "@customer_care/desk/core/words";

const BREAKS = [
    { state: "pause", minutes: 15, text: _t("Break of 15 minutes") },
    { state: "pause", minutes: 60, text: _t("Break of one hour") },
    { state: "pause", minutes: false, text: _t("Break until I am back") },
    { state: "wrapup", minutes: 10, text: _t("Wrapping up, 10 minutes") },
];

/** What the representative is doing, in sight on every screen of the back office (L5). */
export class StateSwitch extends Component {
    static template = "customer_care.StateSwitch";
    static components = { Dropdown, DropdownItem };
    static props = {};

    setup() {
        this.desk = useService("customer_care.desk");
        this.breaks = BREAKS;
    }

    get described() {
        return describeAgent(this.desk.me);
    }

    get load() {
        const { load, places } = this.desk.me;
        return _t("%(load)s of %(places)s chats", { load, places });
    }
}

registry.category("systray").add("customer_care.StateSwitch", { Component: StateSwitch }, { sequence: 30 });
