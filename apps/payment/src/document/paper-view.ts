/** What a sheet of paper says, in words; how it looks is in `paper.typ.ts`. */
export interface PaperView {
  readonly lang: string;
  /** When it was issued: the same file has the same time in it. */
  readonly at: string;
  readonly title: string;
  readonly subtitle: string;
  readonly issuer: { readonly name: string; readonly details: readonly string[] };
  /** Labels and what they say. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly party: { readonly label: string; readonly name: string };
  readonly columns: readonly { readonly label: string; readonly isAmount: boolean }[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    /** A second line, below the widest column. */
    readonly detail: string;
  }[];
  readonly totals: readonly (readonly [label: string, amount: string])[];
  readonly notes: readonly string[];
  /** How whoever has it in hand finds out whether it is ours; null where nobody has to. */
  readonly proof: { readonly text: string; readonly code: string; readonly url: string } | null;
}
