import { _t } from "@web/core/l10n/translation";
import { toClock } from "@customer_care/desk/core/time";

/** What a representative is doing, as tone and words of a pill. */
export function describeAgent(agent) {
    if (agent.state === "ready") {
        return agent.load >= agent.places
            ? { tone: "warn", text: _t("Full") }
            : { tone: "ok", text: _t("Ready") };
    }
    if (agent.state === "offline") {
        return { tone: "none", text: _t("Not here") };
    }
    const words = agent.state === "pause" ? agent.reason || _t("Break") : _t("Wrapping up");
    return { tone: "none", text: agent.until ? `${words}, ${toClock(agent.until)}` : words };
}

/** What became of a page that was shown to the customer. */
export function describePush(push) {
    const at = toClock(push.at);
    return {
        sent: { tone: "info", text: _t("Sent %s", at) },
        shown: { tone: "ok", text: _t("Shown %s", at) },
        declined: { tone: "warn", text: _t("Declined %s", at) },
        lost: { tone: "none", text: _t("Not shown") },
    }[push.state];
}
