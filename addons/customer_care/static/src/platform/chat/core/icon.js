import { Component, xml } from "@odoo/owl";

// Drawn as the platform's own icons are, whose templates are the server's.
const DRAWINGS = {
    alert: "M12 3.8 21.5 20h-19zM12 10v4.500M12 17.300v.01",
    attach: "m20 11.500-8.300 8.300a5.200 5.200 0 0 1-7.400-7.400l8.600-8.600a3.500 3.500 0 0 1 5 5l-8.600 8.500a1.700 1.700 0 0 1-2.400-2.400l7.600-7.600",
    cart: "M2.500 4h2.700l2.600 11h9.700l2.500-8H6.200M9 20a1.200 1.200 0 1 0 0-.01M17 20a1.200 1.200 0 1 0 0-.01",
    check: "m5 12.500 4.800 5L19.500 7",
    chevron_down: "m6.500 9.500 5.500 5.500 5.500-5.500",
    chevron_left: "M15 5 8 12l7 7",
    chevron_right: "m9.500 6.500 5.500 5.500-5.500 5.500",
    clock: "M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17zM12 7.500V12l3 2",
    close: "M6 6l12 12M18 6 6 18",
    external: "M10 5H4.500v14.500H19V14M14 4h6v6M20 4l-9 9",
    mail: "M3 5.500h18v13.500H3zM3.500 7l8.500 6 8.500-6",
    messages: "M4 4.500h16v12H9.500L5.500 20v-3.500H4z",
    minus: "M5.500 12h13",
    more: "M12 5v.01M12 12v.01M12 19v.01",
    phone: "M6 3.500h2.800l1.700 4.500-2.200 1.700a12 12 0 0 0 6 6l1.700-2.200 4.500 1.700V18a2.500 2.500 0 0 1-2.700 2.500C10.500 20 4 13.500 3.500 6.200A2.500 2.500 0 0 1 6 3.500z",
    send: "M21 3.500 3.500 9.800l7 3.700 3.700 7z",
};

/** An icon, which says nothing to a screen reader. */
export class Icon extends Component {
    static template = xml`
        <svg class="o_eservices_icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path t-att-d="drawing"/>
        </svg>`;
    static props = { name: String };

    get drawing() {
        return DRAWINGS[this.props.name];
    }
}
