/**
 * The address of a page of the platform, or nothing: the chat opens no other page by itself.
 *
 * @param {string} url
 * @returns {string|null} path with query and anchor
 */
export function findOwnPage(url) {
    let address;
    try {
        address = new URL(url, window.location.origin);
    } catch {
        return null;
    }
    const { origin, pathname, search, hash } = address;
    const isOwn = origin === window.location.origin && /^\/eservices(\/|$)/.test(pathname);
    return isOwn ? pathname + search + hash : null;
}

const FIELDS = "input:not([type='hidden'], [type='submit']), textarea, select";

function isChanged(field) {
    if (field.tagName === "SELECT") {
        return [...field.options].some((option) => option.selected !== option.defaultSelected);
    }
    if (["checkbox", "radio"].includes(field.type)) {
        return field.checked !== field.defaultChecked;
    }
    return field.value !== field.defaultValue;
}

/** Whether something on the page, other than in the chat, is being typed, or is typed and not saved. */
export function isFillingForm() {
    const fields = [...document.querySelectorAll(`main :is(${FIELDS}), dialog[open] :is(${FIELDS})`)];
    return fields.some((field) => field === document.activeElement || isChanged(field));
}
