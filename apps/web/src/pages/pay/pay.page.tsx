import type { WebConfig } from '../../app.config.ts';
import { islandPage } from '../../page/island-page.tsx';
import type { CardFormData } from './stripe/card-form-data.ts';
import { cardFormSources } from './stripe/card-form-sources.ts';

/** What the forms of psps load, and from where: of every page that somebody pays on. */
export const payForms = {
  policy: cardFormSources,
  data: ({ STRIPE_JS_URL }: WebConfig): CardFormData => ({ script: STRIPE_JS_URL }),
};

export const payPage = islandPage({
  path: '/lessons/:id/pay',
  entry: 'pay',
  title: 'booking.pay.title',
  texts: ['booking', 'lessons', 'site'],
  subjects: true,
  ...payForms,
});
