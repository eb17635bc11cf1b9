import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { formatSeconds, toClock, toMillis } from "@customer_care/desk/core/time";
import { Pill } from "@customer_care/desk/pill/pill";

/** A queue in one look: must somebody act? */
export class QueueTile extends Component {
    static template = "customer_care.QueueTile";
    static components = { Pill };
    static props = { queue: Object, isChosen: Boolean, choose: Function };

    setup() {
        this.desk = useService("customer_care.desk");
    }

    get wait() {
        const { longest } = this.props.queue;
        return longest ? (this.desk.now - toMillis(longest)) / 1000 : 0;
    }

    /** A line that was in time when it was read gets late while one looks at it. */
    get state() {
        const { state, target } = this.props.queue;
        return state === "longest" && target && this.wait > target ? "over" : state;
    }

    get pill() {
        const { opens_at: opensAt } = this.props.queue;
        return {
            ok: { tone: "ok", text: _t("On target") },
            longest: { tone: "warn", text: _t("Longest %s", formatSeconds(this.wait)) },
            over: { tone: "bad", text: _t("Over target %s", formatSeconds(this.wait)) },
            closed: { tone: "none", text: opensAt ? _t("Closed until %s", toClock(opensAt)) : _t("Closed") },
        }[this.state];
    }

    get sentence() {
        const { free, members } = this.props.queue;
        if (this.state === "closed") {
            return _t("messages are taken instead");
        }
        return members
            ? _t("waiting · %(free)s of %(members)s free to take", { free, members })
            : _t("waiting · nobody is qualified");
    }
}
