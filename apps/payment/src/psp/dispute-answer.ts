/** What the bank reads, in words. */
export interface DisputeAnswer {
  /** What was sold, and when it took place. */
  readonly service: string;
  readonly serviceDay: string;
  /** Who was there, by the log of the classroom or the PIN at the door. */
  readonly attendance: string;
  /** What whoever paid had agreed to. */
  readonly policy: string;
  /** All the rest. */
  readonly history: string;
}
