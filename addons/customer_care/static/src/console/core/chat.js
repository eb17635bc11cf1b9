/**
 * The agent's own chat with the customer whom he serves, as the desk lists it; nothing where there is none.
 * @param {Object} contact
 * @param {Object} lists the agent's conversations
 */
export function findChat(contact, lists) {
    return lists?.mine?.find(
        ({ id, user_id: userId, state }) =>
            state === "active" && (id === contact.care_session_id || userId === contact.user_id)
    );
}
