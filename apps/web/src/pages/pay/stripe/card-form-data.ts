import type { WebConfig } from '../../../app.config.ts';

/** What the card's form reads of the page. */
export interface CardFormData {
  /** Address of the script where it is not Stripe's own. */
  readonly script?: string | undefined;
}

export const cardFormData = ({ STRIPE_JS_URL }: WebConfig): CardFormData => ({
  script: STRIPE_JS_URL,
});
