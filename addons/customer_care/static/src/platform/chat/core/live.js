import { useEffect } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";

const POLL = 20000;

/**
 * Keep a conversation up to date: by the bus, after each time that the page was away, and where the bus does not
 * come through by asking.
 *
 * @param {Conversation} chat
 * @param {Object} env
 * @param {(push: Object) => void} showPage what to do with a page that a representative sends
 */
export function useLive(chat, env, showPage) {
    const live = env.services.eservices_live;
    const heard = {
        "eservices.live:care.session/changed": (told) => chat.onChanged(told),
        "eservices.live:care.session/position": (told) => chat.onPosition(told),
        "eservices.live:care.session/message": (told) => chat.onMessage(told),
        "eservices.live:care.session/typing": (told) => chat.onTyping(told),
        "eservices.live:care.session/invited": () => chat.readState(),
        "eservices.live:care.push/show": showPage,
        "eservices.live:care.proposal/changed": ({ count }) => (chat.proposals = count),
        "eservices.live.connected": () => catchUp(),
    };

    function catchUp() {
        chat.refresh();
        chat.outbox?.flush();
    }

    function onVisible() {
        if (document.visibilityState === "visible") {
            catchUp();
        }
    }

    /** Another tab has sent, or wants to send. */
    function onStorage({ key }) {
        if (chat.outbox && key === chat.store.getKey("outbox")) {
            chat.pending = chat.outbox.entries;
        }
    }

    function poll() {
        const isAlone = !live.isConnected() || chat.isLost;
        if (isAlone && chat.isRunning && document.visibilityState === "visible") {
            catchUp();
        }
    }

    useEffect(
        () => {
            const listeners = Object.entries(heard).map(([name, verb]) => [
                env.bus,
                name,
                ({ detail }) => verb(detail),
            ]);
            listeners.push(
                [window, "online", catchUp],
                [window, "offline", () => (chat.isLost = true)],
                [window, "storage", onStorage],
                [window, "pagehide", () => chat.keepSnapshot()],
                [document, "visibilitychange", onVisible]
            );
            listeners.forEach(([target, name, verb]) => target.addEventListener(name, verb));
            const timer = browser.setInterval(poll, POLL);
            live.connect();
            return () => {
                listeners.forEach(([target, name, verb]) => target.removeEventListener(name, verb));
                browser.clearInterval(timer);
            };
        },
        () => []
    );
}
