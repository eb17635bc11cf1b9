import { Component, useEffect } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { formatSeconds, toMillis } from "@customer_care/desk/core/time";

/** The time since a moment, or until it, counted in the browser. */
export class Elapsed extends Component {
    static template = "customer_care.Elapsed";
    static props = {
        since: String,
        target: { type: Number, optional: true },
        until: { type: Boolean, optional: true },
        over: { type: Function, optional: true },
    };

    setup() {
        this.desk = useService("customer_care.desk");
        useEffect(
            (isOver) => {
                if (isOver) {
                    this.props.over?.();
                }
            },
            () => [this.props.until && this.seconds < 0]
        );
    }

    get seconds() {
        const seconds = (this.desk.now - toMillis(this.props.since)) / 1000;
        return this.props.until ? -seconds : seconds;
    }

    get text() {
        return formatSeconds(this.seconds);
    }

    get isLate() {
        return Boolean(this.props.target) && this.seconds > this.props.target;
    }
}
