/** What the card's form reads of the page. */
export interface CardFormData {
  /** Address of the script where it is not Stripe's own. */
  readonly script?: string | undefined;
}
