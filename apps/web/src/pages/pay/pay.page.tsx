import { islandPage } from '../../page/island-page.tsx';

export const payPage = islandPage({
  path: '/lessons/:id/pay',
  entry: 'pay',
  title: 'booking.pay.title',
  texts: ['booking', 'lessons', 'site'],
  // Stripe's form stands in Stripe's frames, and its script loads from Stripe alone.
  policy: {
    'connect-src': ['https://api.stripe.com'],
    'frame-src': ['https://js.stripe.com', 'https://*.js.stripe.com', 'https://hooks.stripe.com'],
    'script-src': ['https://js.stripe.com', 'https://*.js.stripe.com'],
  },
});
