import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

/** A button that cannot be pressed yet, and says why to the pointer, the keyboard and a screen reader. */
export class WaitingButton extends Component {
    static template = "collab_space.WaitingButton";
    static props = { ...standardWidgetProps, string: String, reason: String };

    get reason() {
        return this.props.record.data[this.props.reason] || "";
    }
}

registry.category("view_widgets").add("collab_waiting_button", {
    component: WaitingButton,
    extractProps: ({ attrs: { string, reason } }) => ({ string, reason }),
});
