const MINUTE = { hour: "2-digit", minute: "2-digit" };

/** An agent sees the customer's pages: the customer is told for as long as it lasts (A17, B16). */
export class Told {
    /** @param {HTMLElement} el the notice, which says what the page knew when it was made */
    constructor(el) {
        const { contact, agent, mode, until } = el.dataset;
        this.el = el;
        this.told = {};
        this.take({ contact_id: Number(contact), agent, mode, until });
    }

    /** The end of one agent's view is not the end of another's. */
    take(told) {
        if (told.mode || told.contact_id === this.told.contact_id) {
            this.told = told;
            this.watch();
            this.draw();
        }
    }

    /** It ends by itself when the time is over, whoever says so or not. */
    watch() {
        clearTimeout(this.timer);
        if (this.told.mode) {
            const left = Date.parse(this.told.until) - Date.now();
            this.timer = setTimeout(() => this.take({ contact_id: this.told.contact_id }), Math.max(0, left));
        }
    }

    draw() {
        const { agent, mode, until } = this.told;
        const time = until && new Date(until).toLocaleTimeString(document.documentElement.lang, MINUTE);
        for (const text of this.el.querySelectorAll("p")) {
            text.hidden = !text.classList.contains(`o_care_told_${mode}`);
            text.querySelector(".o_care_told_agent").textContent = agent || "";
            text.querySelector(".o_care_told_until").textContent = time || "";
        }
        this.el.hidden = !mode;
    }

    stop() {
        clearTimeout(this.timer);
    }
}
