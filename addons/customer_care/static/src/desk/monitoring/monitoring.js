import { Component, onWillDestroy, onWillStart, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Coalesced } from "@customer_care/desk/core/coalesced";
import { useDesk } from "@customer_care/desk/core/desk_hook";
import { COLUMNS, fits, isDue, sortRows, STATES } from "@customer_care/desk/monitoring/monitor_rows";
import { Elapsed } from "@customer_care/desk/elapsed/elapsed";
import { InviteDialog } from "@customer_care/desk/dialogs/invite_dialog";
import { Live } from "@customer_care/desk/live/live";
import { MonitorRow } from "@customer_care/desk/monitoring/monitor_row";
import { Pill } from "@customer_care/desk/pill/pill";
import { Places } from "@customer_care/desk/places/places";
import { QueueTile } from "@customer_care/desk/monitoring/queue_tile";
import { formatSeconds } from "@customer_care/desk/core/time";
import { describeAgent } from "@customer_care/desk/core/words";
import { useMonitoringSound } from "@customer_care/desk/monitoring/sound";

const CHANNEL = "care.monitor";
const LOOK_AGAIN = 30_000;
const CHOSEN = "customer_care.monitored_channel";

/** Everybody on the platform and everybody who waits, live (L7, L12, L16). */
export class Monitoring extends Component {
    static template = "customer_care.Monitoring";
    static components = { Elapsed, Layout, Live, MonitorRow, Pill, Places, QueueTile };
    static props = { ...standardActionServiceProps };

    setup() {
        this.desk = useDesk("board", "coworkers", "lists");
        this.orm = useService("orm");
        this.bus = useService("bus_service");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.display = { controlPanel: {} };
        this.columns = COLUMNS;
        this.describeAgent = describeAgent;
        this.formatWait = (seconds) => (seconds === null ? "–" : formatSeconds(seconds));
        this.formatLevel = (level) => (level === null ? "–" : `${level} %`);
        this.states = [
            { name: "", text: _t("Everybody") },
            { name: "waiting", text: _t("Waiting") },
            { name: "chatting", text: _t("Chatting") },
            { name: "invited", text: _t("Invited") },
            { name: "browsing", text: _t("Browsing") },
            { name: "idle", text: _t("Idle") },
        ];
        this.sound = useMonitoringSound(this.desk);
        this.table = useRef("table");
        this.state = useState({
            rows: {},
            shows: { page: true, cart: true },
            today: null,
            channels: [],
            channelId: Number(browser.localStorage.getItem(CHOSEN)) || false,
            filter: { queueId: false, state: "", text: "" },
            sort: { column: "state", isDescending: false },
            order: [],
            isHeld: false,
            currentId: false,
            fresh: new Set(),
        });
        this.changed = new Set();
        this.reader = new Coalesced(() => this.readChanged());
        this._keepUp();
        this._listenToKeys();
    }

    // --- reading ---

    _keepUp() {
        const onVisits = ({ user_ids: userIds }) => this.readAgain(userIds);
        const onSession = () => this.today.request();
        this.today = new Coalesced(() => this.readToday(), 5000);
        this.bus.subscribe("care.visit/changed", onVisits);
        this.bus.subscribe("care.session/changed", onSession);
        this.bus.addChannel(CHANNEL);
        useBus(this.bus, "BUS:RECONNECT", () => this.readAll());
        const timer = browser.setInterval(() => this.readAgain(this.dueIds), LOOK_AGAIN);
        onWillStart(async () => {
            await this.readChannels();
            await Promise.all([this.readAll(), this.today.request()]);
        });
        onWillDestroy(() => {
            browser.clearInterval(timer);
            this.reader.stop();
            this.today.stop();
            this.bus.unsubscribe("care.visit/changed", onVisits);
            this.bus.unsubscribe("care.session/changed", onSession);
            this.bus.deleteChannel(CHANNEL);
        });
    }

    get dueIds() {
        return Object.values(this.state.rows)
            .filter((row) => isDue(row, this.desk.now))
            .map((row) => row.user_id);
    }

    async readToday() {
        this.state.today = (await this.orm.silent.call("care.board", "get_wallboard", [])).today;
    }

    /** Channels with live care; one that was chosen and is gone is forgotten. */
    async readChannels() {
        const domain = [["care_enabled", "=", true]];
        this.state.channels = await this.orm.silent.searchRead("eservices.config", domain, ["name"]);
        if (!this.state.channels.some(({ id }) => id === this.state.channelId)) {
            this.state.channelId = false;
        }
    }

    chooseChannel(id) {
        this.state.channelId = Number(id) || false;
        browser.localStorage.setItem(CHOSEN, this.state.channelId || "");
        return this.readAll();
    }

    readAgain(userIds) {
        userIds.forEach((id) => this.changed.add(id));
        if (this.changed.size) {
            this.reader.request();
        }
    }

    async readAll() {
        const found = await this._read([]);
        this.state.rows = Object.fromEntries(found.rows.map((row) => [row.user_id, row]));
        this.arrange();
    }

    async readChanged() {
        const userIds = [...this.changed];
        this.changed.clear();
        const found = await this._read(userIds);
        const known = new Set(Object.keys(this.state.rows).map(Number));
        userIds.forEach((id) => delete this.state.rows[id]);
        for (const row of found.rows) {
            this.state.rows[row.user_id] = row;
            if (!known.has(row.user_id)) {
                this.state.fresh.add(row.user_id);
            }
        }
        this.arrange();
    }

    async _read(userIds) {
        const found = await this.orm.silent.call("care.visit", "get_monitor", [
            this.state.channelId ? [this.state.channelId] : [],
            userIds,
        ]);
        this.desk.setNow(found.now);
        this.state.shows = found.shows;
        return found;
    }

    // --- order ---

    /** Put the rows in order, unless somebody is pointing at one: then they keep their places. */
    arrange() {
        const wanted = sortRows(Object.values(this.state.rows), this.state.sort).map((row) => row.user_id);
        if (this.state.isHeld) {
            const kept = this.state.order.filter((id) => id in this.state.rows);
            this.state.order = [...kept, ...wanted.filter((id) => !kept.includes(id))];
        } else {
            this.state.order = wanted;
        }
    }

    hold() {
        this.state.isHeld = true;
    }

    letGo() {
        this.state.isHeld = this.table.el?.contains(document.activeElement) || false;
        this.arrange();
    }

    sortBy(column) {
        const { sort } = this.state;
        this.state.sort = { column, isDescending: sort.column === column && !sort.isDescending };
        this.state.isHeld = false;
        this.arrange();
    }

    ariaSort({ name }) {
        if (this.state.sort.column !== name) {
            return undefined;
        }
        return this.state.sort.isDescending ? "descending" : "ascending";
    }

    get rows() {
        return this.state.order
            .map((id) => this.state.rows[id])
            .filter((row) => row && fits(row, this.state.filter));
    }

    /** Who is to be served next, of those whom he may take. */
    get nextId() {
        const takeable = this.rows.filter((row) => row.may_take);
        return sortRows(takeable, { column: "state", isDescending: false })[0]?.user_id;
    }

    get total() {
        return Object.keys(this.state.rows).length;
    }

    get counts() {
        const counts = Object.fromEntries(STATES.map((state) => [state, 0]));
        Object.values(this.state.rows).forEach((row) => counts[row.state]++);
        return { ...counts, "": this.total };
    }

    get summary() {
        return _t("%(shown)s of %(total)s customers on the platform", {
            shown: this.rows.length,
            total: this.total,
        });
    }

    get people() {
        const people = [this.desk.me, ...this.desk.coworkers].filter(Boolean);
        return people.filter((one) => one.state !== "offline");
    }

    toggleQueue(queueId) {
        const { filter } = this.state;
        filter.queueId = filter.queueId === queueId ? false : queueId;
    }

    clearFilter() {
        this.state.filter = { queueId: false, state: "", text: "" };
    }

    // --- doing ---

    take(row) {
        return this.desk.accept(row.session_id);
    }

    open(row) {
        return this.desk.openSession(row.session_id);
    }

    invite(row) {
        this.dialog.add(InviteDialog, { row });
    }

    withdraw(row) {
        return this.desk.attempt("care.session", "action_withdraw", [[row.session_id]]);
    }

    openWallboard() {
        return this.action.doAction("customer_care.wallboard_action");
    }

    // --- keyboard ---

    _listenToKeys() {
        useHotkey("j", () => this.move(1), { allowRepeat: true });
        useHotkey("k", () => this.move(-1), { allowRepeat: true });
        useHotkey("t", () => this._onCurrent((row) => row.may_take && this.take(row)));
        useHotkey("i", () => this._onCurrent((row) => row.may_invite && this.invite(row)));
        useEffect(
            (id) => {
                if (id) {
                    this.table.el?.querySelector(`[data-user="${id}"]`)?.focus();
                }
            },
            () => [this.state.currentId]
        );
    }

    move(step) {
        const ids = this.rows.map((row) => row.user_id);
        const at = ids.indexOf(this.state.currentId);
        this.state.currentId = ids[Math.min(ids.length - 1, Math.max(0, at + step))] || false;
    }

    _onCurrent(verb) {
        const row = this.rows.find((one) => one.user_id === this.state.currentId);
        if (row) {
            verb(row);
        }
    }

    onEnter(row) {
        this.desk.openConsole(row.partner_id, row.session_id || false);
    }
}

registry.category("actions").add("customer_care.monitoring", Monitoring);
