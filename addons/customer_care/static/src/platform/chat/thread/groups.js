// Within so many milliseconds messages of one person belong together.
const TOGETHER = 5 * 60 * 1000;

function belongs(group, message) {
    return (
        group?.kind === message.kind &&
        group.author === message.author &&
        !["event", "push"].includes(message.kind) &&
        new Date(message.at) - new Date(group.at) < TOGETHER
    );
}

/**
 * Messages as they are shown: those of one person together, with one time below them.
 *
 * @param {Object[]} messages
 * @returns {Object[]} `{key, kind, author, at, messages}`
 */
export function groupMessages(messages) {
    const groups = [];
    for (const message of messages) {
        const last = groups.at(-1);
        if (belongs(last, message)) {
            last.messages.push(message);
            last.at = message.at;
        } else {
            const { id, kind, author, at } = message;
            groups.push({ key: id, kind, author, at, messages: [message] });
        }
    }
    return groups;
}
