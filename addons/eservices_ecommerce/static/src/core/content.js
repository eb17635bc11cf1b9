const FIELDS = "input[id], textarea[id], select[id]";

function isTyped(field) {
    if (field.tagName === "SELECT") {
        return [...field.options].some((option) => option.selected !== option.defaultSelected);
    }
    return field.value !== field.defaultValue;
}

/** What is typed in `root` but not saved, by the id of its field. */
function readTyped(root) {
    const typed = [...root.querySelectorAll(FIELDS)].filter(isTyped);
    return new Map(typed.map((field) => [field.id, field.value]));
}

function writeTyped(typed) {
    for (const [id, value] of typed) {
        const field = document.getElementById(id);
        if (field) {
            field.value = value;
        }
    }
}

/** Where the focus is in `root`; the answer puts it there again. */
function keepFocus(root) {
    const { id, selectionStart: caret } = root.contains(document.activeElement) ? document.activeElement : {};
    return () => {
        const field = id && document.getElementById(id);
        if (field) {
            field.focus({ preventScroll: true });
            if (field.type === "text" && typeof caret === "number") {
                field.setSelectionRange(caret, caret);
            }
        }
    };
}

/** What is unfolded in `root` stays so. */
function keepUnfolded(root) {
    const unfolded = [...root.querySelectorAll("details[open][id]")].map(({ id }) => id);
    return () => {
        for (const id of unfolded) {
            document.getElementById(id)?.setAttribute("open", "open");
        }
    };
}

/** Take what is marked with `data-keep` out of `root`, alive; the answer puts it where its like stands then. */
function keepAlive(root, interactions) {
    const kept = [...root.querySelectorAll("[data-keep][id]")];
    for (const element of kept) {
        element.remove();
    }
    return () => {
        for (const element of kept) {
            const place = document.getElementById(element.id);
            if (place) {
                place.replaceWith(element);
            } else {
                interactions.stopInteractions(element);
            }
        }
    };
}

/**
 * Put a fragment rendered by the server in place of what `root` holds. The focus stays where it
 * is, what is unfolded or marked with `data-keep` stays as it is, and what is typed but not saved
 * yet is carried over.
 *
 * @param {HTMLElement} root
 * @param {string} html rendered by one of our own templates
 * @param {Object} interactions the service that starts and stops them
 */
export function putContent(root, html, interactions) {
    putNodes(root, new DOMParser().parseFromString(html, "text/html").body.childNodes, interactions);
}

/** As `putContent`, with nodes of a page of our own that was fetched. */
export function putNodes(root, nodes, interactions) {
    const putFocusBack = keepFocus(root);
    const unfold = keepUnfolded(root);
    const putBack = keepAlive(root, interactions);
    const typed = readTyped(root);
    for (const child of root.children) {
        interactions.stopInteractions(child);
    }
    root.replaceChildren(...[...nodes].filter((node) => node.nodeType === Node.ELEMENT_NODE));
    putBack();
    writeTyped(typed);
    unfold();
    putFocusBack();
    for (const child of root.children) {
        interactions.startInteractions(child);
    }
}
