/** How long a change can be undone by whoever reads the address of before. */
export const UNDO_MS = 72 * 3_600_000;
