import { Component, onWillStart, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { useDesk } from "@customer_care/desk/core/desk_hook";
import { CartPanel } from "@customer_care/console/sell/cart_panel";
import { Checkout } from "@customer_care/console/sell/checkout";
import { ContactPanel } from "@customer_care/console/talk/contact_panel";
import { CustomerHead } from "@customer_care/console/customer/customer_head";
import { Find } from "@customer_care/console/find/find";
import { History } from "@customer_care/console/customer/history";
import { KeysDialog } from "@customer_care/console/dialogs/keys_dialog";
import { Presence } from "@customer_care/console/customer/presence";
import { Profile } from "@customer_care/console/customer/profile";
import { ViewSwitch } from "@customer_care/console/customer/view_switch";
import { useNewConsole } from "@customer_care/console/core/console_hook";

// How long, and how often, a part is waited for that the keyboard goes to.
const PATIENCE = 15000;
const SOON = 30;
const EDITABLE = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true]";

/** Whether a key means a letter, or belongs to the browser. */
function isTyping(event) {
    return event.ctrlKey || event.altKey || event.metaKey || Boolean(event.target.closest?.(EDITABLE));
}

/** Escape: what a field does with it itself comes first; else the field is left. */
function leaveField(event) {
    if (event.key === "Escape" && !event.defaultPrevented) {
        event.target.blur();
    }
}

/** Everything that a representative does for a customer, on one screen: find, sell, talk (A1 to A18). */
export class Console extends Component {
    static template = "customer_care.Console";
    static components = {
        CartPanel,
        Checkout,
        ContactPanel,
        CustomerHead,
        Find,
        History,
        Presence,
        Profile,
        ViewSwitch,
    };
    static props = { ...standardActionServiceProps };

    setup() {
        this.desk = useDesk("lists");
        this.dialog = useService("dialog");
        this.action = useService("action");
        this.ui = useService("ui");
        this.root = useRef("root");
        this.work = useNewConsole();
        this.state = useState({ isDrawerOpen: false });
        onWillStart(() => this.begin());
        useExternalListener(window, "keydown", (event) => this.onKey(event));
        useEffect(
            (id) => id && this.focus(".o_console_code"),
            () => [this.work.contact?.id]
        );
    }

    /** With the customer of the conversation or the form it was opened from, else where one was before. */
    async begin() {
        await this.work.start();
        const { active_model: model, active_id: id, ...wanted } = this.props.action.context;
        let contact = this.work.setup?.contact;
        if (wanted.care_contact_id) {
            const args = [wanted.care_contact_id];
            contact = await this.work.attempt("care.console", "get_contact", args);
        } else if (model === "res.partner" && id) {
            const args = [id, wanted.care_config_id || false, wanted.care_session_id || false];
            contact = await this.work.attempt("care.console", "open", args);
        }
        if (contact) {
            // The frame is on the screen before what is in it.
            this.work.show(contact);
        }
    }

    get contact() {
        return this.work.contact;
    }

    get title() {
        const { contact } = this;
        return contact.company ? `${contact.company}, ${contact.name}` : contact.name;
    }

    // --- keyboard ---

    onKey(event) {
        if (this.ui.activeElement !== document || event.isComposing) {
            return;
        }
        if (event.key === "Enter" && event.ctrlKey) {
            this.root.el?.querySelector(".o_console_place:not([disabled])")?.click();
        } else if (isTyping(event)) {
            leaveField(event);
        } else if (this.verbs[event.key]) {
            event.preventDefault();
            this.verbs[event.key]();
        }
    }

    get verbs() {
        const always = { "/": () => this.search(), "?": () => this.showKeys() };
        const withCustomer = {
            e: () => this.show("cart", ".o_console_code"),
            a: () => this.show("cart", ".o_console_checkout select"),
            y: () => this.show("cart", ".o_console_payment input:checked, .o_console_payment input"),
            t: () => this.show("cart", ".o_console_hold"),
            o: () => this.show("orders", ".o_console_orders [data-order]"),
            p: () => this.show("profile", ".o_console_profile"),
            r: () => this.openDrawer(".o_console_reason"),
            v: () => this.openDrawer(".o_console_vouchers select"),
            Escape: () => this.escape(),
        };
        return this.contact ? { ...always, ...withCustomer } : always;
    }

    show(view, selector) {
        this.work.view = view;
        this.focus(selector);
    }

    openDrawer(selector) {
        this.state.isDrawerOpen = true;
        this.focus(selector);
    }

    /** Back to the cart, where the work is. */
    escape() {
        this.state.isDrawerOpen = false;
        this.show("cart", ".o_console_code");
    }

    /** At once where it is on the screen, so that no key is lost; else as soon as it is drawn, or read. */
    focus(selector, until = Date.now() + PATIENCE, from = document.activeElement) {
        browser.clearTimeout(this.focusTimer);
        const element = this.root.el?.querySelector(selector);
        if (![from, document.body].includes(document.activeElement)) {
            return; // He has gone elsewhere meanwhile.
        }
        if (element) {
            element.focus();
            element.select?.();
        } else if (this.root.el && Date.now() < until) {
            this.focusTimer = browser.setTimeout(() => this.focus(selector, until, from), SOON);
        }
    }

    search() {
        this.focus(".o_console_find input");
    }

    showKeys() {
        this.dialog.add(KeysDialog, {});
    }

    /** Why this customer may, or may not, order something (B11). */
    openDoctor() {
        const { partner_id: id, config_id: configId } = this.contact;
        return this.action.doAction("customer_care.doctor_action", {
            additionalContext: {
                care_customer: { id, name: this.contact.name },
                care_config_id: configId,
            },
        });
    }

    // --- session ---

    /** Open requests are the only thing worth a question. */
    closeSession() {
        const { open_requests: count } = this.contact;
        if (!count) {
            this.leave();
            return;
        }
        this.dialog.add(ConfirmationDialog, {
            title: _t("Close session"),
            body:
                count === 1
                    ? _t("One request is open. It stays open on the customer's record.")
                    : _t("%s requests are open. They stay open on the customer's record.", count),
            confirmLabel: _t("Close session"),
            confirm: () => this.leave(),
            cancel: () => this.openDrawer(".o_console_request button"),
        });
    }

    async leave() {
        if (await this.work.close()) {
            this.env.bus.trigger("CUSTOMER_CARE:SEARCH_AGAIN");
            this.search();
        }
    }
}

registry.category("actions").add("customer_care.console", Console);
