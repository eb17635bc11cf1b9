/** Columns of the negotiation table: for each round what the seller, then what the buyer says. */

export const SIDES = ["seller", "buyer"];

/**
 * @param {Object} table as `get_table` answers
 * @returns {{key: string, round: number, side: string, isNow: boolean}[]}
 */
export function getSlots({ rounds }) {
    return rounds.flatMap((round) =>
        SIDES.map((side) => ({ key: `${round}-${side}`, round, side, isNow: round === rounds.at(-1) }))
    );
}

/**
 * What stands in the columns of one term. After the proposal that was accepted comes who accepted it, and then
 * one cell that closes the row.
 *
 * @param {Object} term a row of the table
 * @param {Object[]} slots
 * @returns {Object[]} `{key, type: "proposal"|"accepted"|"closed"|"empty", cell, slot, span}`
 */
export function getCells(term, slots) {
    const held = slots.map(({ round, side }) => term.cells[round]?.[side] || null);
    const found = held.findIndex((cell) => cell?.accepted);
    const end = found < 0 ? slots.length : found;
    const cells = slots.slice(0, end).map((slot, index) => ({
        key: slot.key,
        slot,
        type: held[index] ? "proposal" : "empty",
        cell: held[index],
        isCurrent: Boolean(held[index]) && held[index].version_id === term.current?.version_id,
        span: 1,
    }));
    for (const [offset, slot] of slots.slice(end, end + 2).entries()) {
        cells.push({
            key: slot.key,
            slot,
            type: "accepted",
            cell: term.accepted,
            isBy: offset === 1,
            span: 1,
        });
    }
    const rest = slots.length - end - 2;
    if (rest > 0) {
        cells.push({ key: "closed", slot: slots.at(-1), type: "closed", cell: null, span: rest });
    }
    return cells;
}
