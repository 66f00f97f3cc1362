/** What a list of documents can be narrowed to. */
export const KINDS = [
  'receipt',
  'credit_note',
  'credit_note_reversal',
  'statement',
  'annual_statement',
] as const;
export type Kind = (typeof KINDS)[number];

/** What the address wants to see, as in `?kind=annual_statement`. */
export const kindIn = (search: string): Kind | 'all' =>
  KINDS.find((one) => one === new URLSearchParams(search).get('kind')) ?? 'all';
