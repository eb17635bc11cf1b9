/**
 * Read a number as people type it: "1 234,5", "1,234.50", "12 €".
 *
 * @param {string} text
 * @returns {number} NaN when it is none; an empty text is 0
 */
export function parseNumber(text) {
    const plain = text.replace(/[^\d.,-]/g, "");
    if (!text.trim()) {
        return 0;
    }
    const decimal = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
    const separators = plain.match(/[.,]/g) || [];
    const isGrouping =
        decimal >= 0 && separators.every((one) => one === separators[0]) && separators.length > 1;
    if (decimal < 0 || isGrouping) {
        return plain ? Number(plain.replace(/[.,]/g, "")) : NaN;
    }
    const whole = plain.slice(0, decimal).replace(/[.,]/g, "");
    return Number(`${whole || "0"}.${plain.slice(decimal + 1)}`);
}

/** Drop what floating point adds: 0.1 × 3 is 0.3. */
export function tidy(value, decimals = 6) {
    return Number(value.toFixed(decimals));
}
