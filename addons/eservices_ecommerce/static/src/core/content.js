/**
 * Put a fragment rendered by the server in place of what `root` holds. The focus stays where it
 * is, and what is typed but not saved yet is carried over.
 *
 * @param {HTMLElement} root
 * @param {string} html rendered by one of our own templates
 * @param {Object} interactions the service that starts and stops them
 */
export function putContent(root, html, interactions) {
    const active = root.contains(document.activeElement) ? document.activeElement : null;
    const caret = active && "selectionStart" in active ? active.selectionStart : null;
    const typed = new Map();
    for (const field of root.querySelectorAll("input[id], textarea[id], select[id]")) {
        const isTyped =
            field.tagName === "SELECT"
                ? [...field.options].some((option) => option.selected !== option.defaultSelected)
                : field.value !== field.defaultValue;
        if (isTyped) {
            typed.set(field.id, field.value);
        }
    }
    for (const child of root.children) {
        interactions.stopInteractions(child);
    }
    const fragment = new DOMParser().parseFromString(html, "text/html").body;
    root.replaceChildren(...fragment.children);
    for (const [id, value] of typed) {
        const field = document.getElementById(id);
        if (field) {
            field.value = value;
        }
    }
    if (active?.id) {
        const field = document.getElementById(active.id);
        field?.focus({ preventScroll: true });
        if (caret !== null && field?.type === "text") {
            field.setSelectionRange(caret, caret);
        }
    }
    for (const child of root.children) {
        interactions.startInteractions(child);
    }
}
