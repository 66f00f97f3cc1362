import { z } from 'zod';

export const cardFormEnv = {
  /** Where another than Stripe serves Stripe.js: the simulator. */
  STRIPE_JS_URL: z.url({ protocol: /^https?$/ }).optional(),
};
