import { browser } from "@web/core/browser/browser";
import { registry } from "@web/core/registry";
import { ask } from "@eservices_ecommerce/core/answers";

const IDLE_DELAY = 1500;
const RETRY_DELAY = 5000;
const MAX_RETRY_DELAY = 120000;
const SESSION_EXPIRED = 4001;

/**
 * What happens elsewhere, told to the page as events "eservices.live:<type>" of the environment's bus. After a lost
 * connection "eservices.live.connected" says that something may have been missed.
 * Odoo's own bus service brings a date library, a shared worker and notifications along, several times
 * the weight of this page; its server side speaks to this socket just as well.
 */
export const liveService = {
    start(env) {
        const version = document.getElementById("o_eservices_live")?.dataset.websocket;
        let socket = null;
        let last = 0;
        let retryDelay = RETRY_DELAY;
        let isOver = false;
        let wasLost = false;

        function isConnected() {
            return socket?.readyState === WebSocket.OPEN;
        }

        function connect() {
            if (isOver || socket || document.visibilityState === "hidden") {
                return;
            }
            const { protocol, host } = browser.location;
            const scheme = protocol === "https:" ? "wss:" : "ws:";
            const opened = new WebSocket(`${scheme}//${host}/websocket?version=${version}`);
            socket = opened;
            opened.onopen = () => {
                retryDelay = RETRY_DELAY;
                opened.send(JSON.stringify({ event_name: "subscribe", data: { channels: [], last } }));
                if (wasLost) {
                    env.bus.trigger("eservices.live.connected");
                }
            };
            opened.onmessage = ({ data }) => {
                for (const { id, message } of JSON.parse(data)) {
                    if (id > last) {
                        last = id;
                        env.bus.trigger(`eservices.live:${message.type}`, message.payload);
                    }
                }
            };
            opened.onclose = ({ code, reason }) => {
                socket = null;
                wasLost = true;
                isOver = code === SESSION_EXPIRED || reason === "OUTDATED_VERSION";
                // Not all at the same moment, when a server comes back.
                browser.setTimeout(connect, retryDelay * (0.5 + Math.random()));
                retryDelay = Math.min(retryDelay * 2, MAX_RETRY_DELAY);
            };
        }

        async function countUnread() {
            const answer = await ask("/eservices/messages/unread", {});
            if (answer.ok) {
                env.bus.trigger("eservices.unread", answer.unread);
            }
        }

        if (version) {
            // The page is drawn and can be used before it listens.
            browser.setTimeout(connect, IDLE_DELAY);
            document.addEventListener("visibilitychange", connect);
            browser.addEventListener("online", connect);
            env.bus.addEventListener("eservices.live:eservices.message/new", countUnread);
            env.bus.addEventListener("eservices.live:eservices.message/read", countUnread);
        }
        return { isConnected, connect };
    },
};

registry.category("services").add("eservices_live", liveService);
