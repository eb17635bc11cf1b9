import { _t } from "@web/core/l10n/translation";

/** Whether a colleague is there, as tone and words of a pill. */
export function describeState({ state }) {
    return {
        ready: { tone: "ok", text: _t("Ready") },
        pause: { tone: "none", text: _t("Break") },
        wrapup: { tone: "none", text: _t("Wrapping up") },
        offline: { tone: "none", text: _t("Not here") },
    }[state];
}

/** What became of a proposal that did not go into the cart, as tone and words of a pill. */
export function describeAnswer({ state }) {
    return {
        declined: { tone: "bad", words: _t("Declined") },
        outdated: { tone: "none", words: _t("Changed meanwhile") },
    }[state];
}

/** What became of a voucher, as tone and words of a pill. */
export function describeCard({ state }) {
    return {
        new: { tone: "none", text: _t("New") },
        sent: { tone: "info", text: _t("Sent") },
        applied: { tone: "ok", text: _t("Applied") },
        used: { tone: "none", text: _t("Used") },
        expired: { tone: "none", text: _t("Expired") },
    }[state];
}
