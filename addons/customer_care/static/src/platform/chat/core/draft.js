import { useExternalListener, useState } from "@odoo/owl";

/**
 * What is typed and not sent: kept through changes of page, and the same in every tab of the browser.
 *
 * @param {OwnStore} store
 * @param {string} name
 * @param {Object} empty what it holds before anything is typed
 * @returns {{values: Object, save: Function, clear: Function}}
 */
export function useDraft(store, name, empty) {
    const values = useState({ ...empty, ...store.read(name) });
    useExternalListener(window, "storage", ({ key }) => {
        if (key === store.getKey(name) && !document.hasFocus()) {
            Object.assign(values, empty, store.read(name));
        }
    });
    return {
        values,
        save: () => store.write(name, { ...values }),
        clear: () => {
            Object.assign(values, empty);
            store.write(name, null);
        },
    };
}
