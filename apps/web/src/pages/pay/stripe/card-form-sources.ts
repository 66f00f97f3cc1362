import type { WebConfig } from '../../../app.config.ts';
import type { PolicySources } from '../../../page/page-headers.ts';

/** The form stands in frames of its own, and its script loads from there alone. */
export function cardFormSources({ STRIPE_JS_URL }: WebConfig): PolicySources {
  if (STRIPE_JS_URL !== undefined) {
    const { origin } = new URL(STRIPE_JS_URL);
    return { 'frame-src': [origin], 'script-src': [origin] };
  }
  return {
    'connect-src': ['https://api.stripe.com'],
    'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
    'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com'],
  };
}
