import { islandPage } from '../../page/island-page.tsx';
import type { CardFormData } from '../pay/stripe/card-form-data.ts';
import { cardFormSources } from '../pay/stripe/card-form-sources.ts';

/** Where somebody pays who was asked to, by a link: `/pay-link#<token>`. */
export const payLinkPage = islandPage({
  path: '/pay-link',
  entry: 'pay-link',
  title: 'booking.link.title',
  texts: ['booking', 'lessons', 'site'],
  subjects: true,
  policy: cardFormSources,
  data: ({ STRIPE_JS_URL }): CardFormData => ({ script: STRIPE_JS_URL }),
});
