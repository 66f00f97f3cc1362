import { islandPage } from '../../page/island-page.tsx';
import type { CardFormData } from './stripe/card-form-data.ts';
import { cardFormSources } from './stripe/card-form-sources.ts';

export const payPage = islandPage({
  path: '/lessons/:id/pay',
  entry: 'pay',
  title: 'booking.pay.title',
  texts: ['booking', 'lessons', 'site'],
  subjects: true,
  policy: cardFormSources,
  data: ({ STRIPE_JS_URL }): CardFormData => ({ script: STRIPE_JS_URL }),
});
