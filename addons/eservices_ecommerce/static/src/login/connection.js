import { Interaction } from "@web/public/interaction";
import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { probe } from "@eservices_ecommerce/login/probe";
import { getLoginUrl, readServerAddress } from "@eservices_ecommerce/login/server_address";

const STORE = "eservices_ecommerce.connection";

/** What this device keeps, or null; an address that is none counts for nothing. */
function readKept() {
    try {
        const { server, database } = JSON.parse(browser.localStorage.getItem(STORE)) || {};
        return readServerAddress(server || "") ? { server, database: database || "" } : null;
    } catch {
        return null;
    }
}

/** Settings of the connection on the login page: kept on this device, tested before they are used. */
export class Connection extends Interaction {
    static selector = ".o_eservices_connection";
    dynamicSelectors = {
        ...this.dynamicSelectors,
        _device: () => document.querySelector(".o_eservices_device"),
        _deviceName: () => document.querySelector(".o_eservices_device_name"),
        _deviceLink: () => document.querySelector(".o_eservices_device_link"),
        _deviceReset: () => document.querySelector(".o_eservices_device_reset"),
    };
    dynamicContent = {
        _root: {
            "t-on-keydown": (ev) => ev.key === "Escape" && this.close(),
            "t-on-toggle": () => this.el.open && this.form.elements.server.focus(),
        },
        form: { "t-on-submit.prevent": this.save },
        "#o_eservices_server": { "t-att-aria-invalid": () => (this.isWrong ? "true" : null) },
        ".o_eservices_connection_close": { "t-on-click": this.close },
        ".o_eservices_connection_reset": { "t-on-click": this.reset },
        ".o_eservices_connection_test": {
            "t-on-click": this.locked(this.test),
            "t-att-aria-busy": () => (this.isTesting ? "true" : null),
            "t-att-class": () => ({ o_eservices_busy: this.isTesting }),
        },
        ".o_eservices_connection_answer": {
            "t-att-hidden": () => (this.answer ? null : "hidden"),
            "t-att-class": () => ({
                o_eservices_tone_ok: this.answer?.ok,
                o_eservices_tone_bad: this.answer && !this.answer.ok,
            }),
        },
        ".o_eservices_connection_answer strong": { "t-out": () => this.answer?.title || "" },
        ".o_eservices_connection_answer span": { "t-out": () => this.answer?.text || "" },
        _device: { "t-att-hidden": () => (this.isElsewhere ? null : "hidden") },
        _deviceName: {
            "t-out": () =>
                this.kept ? [this.kept.server, this.kept.database].filter(Boolean).join(" / ") : "",
        },
        _deviceLink: { "t-att-href": () => (this.kept ? getLoginUrl(this.kept) : "#") },
        _deviceReset: { "t-on-click": this.onDeviceReset },
    };

    setup() {
        this.form = this.el.querySelector("form");
        this.here = { server: window.location.origin, database: this.el.dataset.database };
        this.kept = readKept();
        this.answer = null;
        this.isTesting = false;
        this.isWrong = false;
        this.fill(this.kept || this.here);
    }

    /** Whether this device was set to another server or database than the one that sent the page. */
    get isElsewhere() {
        const { kept, here } = this;
        const isOtherDatabase = kept?.database && kept.database !== here.database;
        return Boolean(kept && (kept.server !== here.server || isOtherDatabase));
    }

    fill({ server, database }) {
        this.form.elements.server.value = server;
        this.form.elements.database.value = database;
    }

    /** What is typed, or null after telling that the address is none. */
    read() {
        const server = readServerAddress(this.form.elements.server.value);
        this.isWrong = !server;
        if (server) {
            this.form.elements.server.value = server;
            return { server, database: this.form.elements.database.value.trim() };
        }
        this.answer = {
            ok: false,
            title: _t("Wrong address."),
            text: _t("Enter the server only, for example https://erp.example.com."),
        };
        this.form.elements.server.focus();
        return null;
    }

    async test() {
        const settings = this.read();
        if (!settings) {
            return;
        }
        this.answer = null;
        this.isTesting = true;
        this.updateContent();
        this.answer = await this.waitFor(probe(settings));
        this.isTesting = false;
        this.offer(this.answer.databases);
        this.updateContent();
    }

    /** Offer the databases that the server publishes; where it publishes none the name is typed. */
    offer(databases) {
        const options = databases.map((name) => new Option(name, name));
        this.el.querySelector("datalist").replaceChildren(...options);
        this.el.querySelector("#o_eservices_database_hint").textContent = databases.length
            ? _t("One of those that this server publishes")
            : _t("This server does not publish its databases: type the name, or leave it to the server");
    }

    save() {
        const settings = this.read();
        if (!settings) {
            return;
        }
        try {
            browser.localStorage.setItem(STORE, JSON.stringify(settings));
        } catch {
            const text = _t("This browser does not let pages keep anything.");
            this.answer = { ok: false, title: _t("Not kept."), text };
            return;
        }
        this.kept = settings;
        if (this.isElsewhere) {
            browser.location.assign(getLoginUrl(settings));
            return;
        }
        this.answer = { ok: true, title: _t("Kept."), text: _t("This device uses this server.") };
    }

    reset() {
        browser.localStorage.removeItem(STORE);
        this.kept = null;
        this.isWrong = false;
        this.fill(this.here);
        const text = _t("This device uses the server that sent this page.");
        this.answer = { ok: true, title: _t("Reset."), text };
    }

    onDeviceReset() {
        this.reset();
        this.answer = null;
        document.getElementById("login").focus();
    }

    close() {
        if (this.el.open) {
            this.el.open = false;
            this.el.querySelector("summary").focus();
        }
    }
}

registry.category("public.interactions").add("eservices_ecommerce.connection", Connection);
