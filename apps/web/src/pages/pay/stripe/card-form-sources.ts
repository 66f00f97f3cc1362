import type { PolicySources } from '../../../page/page-headers.ts';

/** The form stands in frames of its own, and its script loads from there alone. */
export const cardFormSources: PolicySources = {
  'connect-src': ['https://api.stripe.com'],
  'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
  'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com'],
};
