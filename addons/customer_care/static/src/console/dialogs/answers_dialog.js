import { Component } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { AnswerSearch } from "@customer_care/desk/answers/answer_search";
import { Dialog } from "@web/core/dialog/dialog";

/** Show the customer a page, or put an answer into the chat: the search of the conversations, over the console (L11). */
export class AnswersDialog extends Component {
    static template = "customer_care.ConsoleAnswersDialog";
    static components = { AnswerSearch, Dialog };
    static props = { session: Object, close: Function };

    setup() {
        this.desk = useService("customer_care.desk");
    }

    get pushes() {
        return this.desk.panels[this.props.session.id]?.pushes || [];
    }
}
