import { browser } from "@web/core/browser/browser";
import { getTab } from "../../starter/visit_reports";
import { findOwnPage, isFillingForm } from "./own_page";

const HEARD = "customer_care.pushes";
const GOING = "customer_care.going";
const KEPT = 20;

/** The bus tells again, on the next page, what it told a moment ago: a page is shown once. */
function isHeardBefore(id) {
    const heard = (browser.sessionStorage.getItem(HEARD) || "").split(",");
    browser.sessionStorage.setItem(HEARD, [...heard.slice(-KEPT), id].join(","));
    return heard.includes(String(id));
}

function isHere(page) {
    return page.split("#")[0] === browser.location.pathname + browser.location.search;
}

/** Pages that a representative shows: opened in the active tab, and never over what is being filled in (L11). */
export class Pages {
    /**
     * @param {Conversation} chat
     * @param {(push: Object) => void} propose ask the customer
     */
    constructor(chat, propose) {
        this.chat = chat;
        this.propose = propose;
    }

    /** A page that was on its way is here: the representative sees it. */
    arrive() {
        const id = Number(browser.sessionStorage.getItem(GOING));
        browser.sessionStorage.removeItem(GOING);
        if (id) {
            this.chat.answerPush(id, "shown");
        }
    }

    show({ id, url, title, tab, ask: isAsked }) {
        const page = findOwnPage(url);
        if (!page || tab !== getTab() || isHeardBefore(id)) {
            return;
        }
        if (isAsked || document.visibilityState !== "visible" || isFillingForm()) {
            this.propose({ id, url: page, title });
        } else {
            this.open({ id, url: page });
        }
    }

    async open({ id, url }) {
        const page = findOwnPage(url);
        if (!page) {
            return;
        }
        if (isHere(page)) {
            await this.chat.answerPush(id, "shown");
        } else {
            browser.sessionStorage.setItem(GOING, id);
        }
        browser.location.assign(page);
    }

    decline({ id }) {
        return this.chat.answerPush(id, "declined");
    }
}
