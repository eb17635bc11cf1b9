import { Component, onWillDestroy, onWillStart, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { Coalesced } from "@customer_care/desk/core/coalesced";
import { useDesk } from "@customer_care/desk/core/desk_hook";
import { describeAgent } from "@customer_care/desk/core/words";
import { formatSeconds, toMillis } from "@customer_care/desk/core/time";
import {
    HEIGHT,
    hoursOf,
    spanOf,
    toLine,
    toPoints,
    toSteps,
    WIDTH,
} from "@customer_care/desk/wallboard/plot";
import { Live } from "@customer_care/desk/live/live";
import { Places } from "@customer_care/desk/places/places";

const { DateTime } = luxon;
const CHANNEL = "care.monitor";
// The last one: who has just opened Odoo is there a moment later, and so is who reads this.
const CHANGES = [
    "care.session/changed",
    "care.agent/changed",
    "care.visit/changed",
    "bus.bus/im_status_updated",
];
const PAUSE = 5000;
// Time passes also while nobody does anything: who is there, what was half an hour ago, the plots.
const LOOK_AGAIN = 30_000;

/** Figures for reading at five metres: nothing to click, red only where something is over its target (B17). */
export class Wallboard extends Component {
    static template = "customer_care.Wallboard";
    static components = { Live, Places };
    static props = { ...standardActionServiceProps };

    setup() {
        this.desk = useDesk();
        this.orm = useService("orm");
        this.bus = useService("bus_service");
        this.action = useService("action");
        this.state = useState({ board: null });
        this.describeAgent = describeAgent;
        this.formatSeconds = formatSeconds;
        this.width = WIDTH;
        this.height = HEIGHT;
        this.reader = new Coalesced(() => this.read(), PAUSE);
        this._listen();
        useHotkey("escape", () => this.leave());
        onWillStart(() => this.reader.request());
    }

    _listen() {
        const again = () => this.reader.request();
        CHANGES.forEach((type) => this.bus.subscribe(type, again));
        this.bus.addChannel(CHANNEL);
        useBus(this.bus, "BUS:RECONNECT", again);
        const timer = browser.setInterval(again, LOOK_AGAIN);
        onWillDestroy(() => {
            browser.clearInterval(timer);
            this.reader.stop();
            this.bus.deleteChannel(CHANNEL);
            CHANGES.forEach((type) => this.bus.unsubscribe(type, again));
        });
    }

    async read() {
        this.state.board = await this.orm.silent.call("care.board", "get_wallboard", []);
        this.desk.setNow(this.state.board.now);
    }

    get board() {
        return this.state.board;
    }

    get today() {
        return DateTime.fromMillis(this.desk.now).toLocaleString({
            weekday: "long",
            day: "numeric",
            month: "long",
        });
    }

    get clock() {
        return DateTime.fromMillis(this.desk.now).toLocaleString(DateTime.TIME_SIMPLE);
    }

    secondsSince(moment) {
        return moment ? Math.max(0, (this.desk.now - toMillis(moment)) / 1000) : 0;
    }

    isOver(moment, target) {
        return Boolean(moment) && Boolean(target) && this.secondsSince(moment) > target;
    }

    get isWaitOver() {
        return this.isOver(this.board.longest, this.board.target);
    }

    get isLevelLow() {
        return this.board.level !== null && this.board.level < this.board.level_target;
    }

    get longestWords() {
        const target = formatSeconds(this.board.target);
        if (!this.board.longest) {
            return _t("nobody waits");
        }
        return this.isWaitOver ? _t("Over the target of %s", target) : _t("On target, below %s", target);
    }

    get levelWords() {
        if (this.board.level === null) {
            return _t("nobody has been answered yet");
        }
        const target = this.board.level_target;
        return this.isLevelLow
            ? _t("Below the target of %s %", target)
            : _t("On target, %s % or more", target);
    }

    isQueueLow(queue) {
        return queue.level !== null && queue.level < this.board.level_target;
    }

    // --- plots ---

    get span() {
        return spanOf(this.board.waits, this.board.levels);
    }

    get hours() {
        return hoursOf(this.span).map(({ x, at }) => ({
            x,
            text: DateTime.fromMillis(at).toLocaleString(DateTime.TIME_SIMPLE),
        }));
    }

    get waits() {
        const { waits } = this.board;
        const most = Math.max(...waits.map(([, count]) => count));
        const high = Math.max(4, Math.ceil(most / 4) * 4);
        const points = toPoints(waits, this.span, 0, high);
        const steps = toSteps(points);
        const at = waits.findIndex(([, count]) => count === most);
        return {
            high,
            line: toLine(steps),
            area: toLine([[steps[0][0], HEIGHT], ...steps, [steps.at(-1)[0], HEIGHT]]),
            peak: most
                ? {
                      x: Math.min(WIDTH - 60, Math.max(60, points[at][0])),
                      y: points[at][1] - 8,
                      text: _t("%(count)s at %(time)s", { count: most, time: this._clockOf(waits[at][0]) }),
                  }
                : null,
        };
    }

    get levels() {
        const { levels, level_target: target } = this.board;
        const low = Math.min(70, ...levels.map(([, level]) => Math.floor(level / 10) * 10));
        const points = toPoints(levels, this.span, low, 100);
        return {
            low,
            line: toLine(points),
            last: points.at(-1),
            target: HEIGHT - ((target - low) / (100 - low)) * HEIGHT,
        };
    }

    _clockOf(moment) {
        return DateTime.fromMillis(toMillis(moment)).toLocaleString(DateTime.TIME_SIMPLE);
    }

    leave() {
        return this.action.doAction("customer_care.monitoring_action", { clearBreadcrumbs: true });
    }
}

registry.category("actions").add("customer_care.wallboard", Wallboard);
