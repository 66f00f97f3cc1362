/** What a list of documents can be narrowed to. */
export const KINDS = ['receipt', 'credit_note', 'credit_note_reversal', 'statement'] as const;
export type Kind = (typeof KINDS)[number];
