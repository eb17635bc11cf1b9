import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { ListRenderer } from "@web/views/list/list_renderer";
import { X2ManyField, x2ManyField } from "@web/views/fields/x2many/x2many_field";

/** Members of a space: a lock stands where the last Manager would be removed (S5). */
export class MemberListRenderer extends ListRenderer {
    static recordRowTemplate = "collab_space.MemberListRenderer.RecordRow";

    displayDeleteIcon(record) {
        return !this.isLastManager(record) && super.displayDeleteIcon(record);
    }

    isLastManager(record) {
        const { count, records } = this.props.list;
        const managers = records.filter((row) => row.data.role === "manager");
        // Another one may be on another page of the list: the server knows.
        return count === records.length && managers.length === 1 && managers[0] === record;
    }

    get lockReason() {
        return _t("The last Manager stays. Make somebody else Manager first.");
    }
}

export class MembersField extends X2ManyField {
    static components = { ...X2ManyField.components, ListRenderer: MemberListRenderer };
}

registry.category("fields").add("collab_members", { ...x2ManyField, component: MembersField });
