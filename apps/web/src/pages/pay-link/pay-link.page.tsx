import { islandPage } from '../../page/island-page.tsx';
import { payForms } from '../pay/pay.page.tsx';

/** Where somebody pays who was asked to, by a link: `/pay-link#<token>`. */
export const payLinkPage = islandPage({
  path: '/pay-link',
  entry: 'pay-link',
  title: 'booking.link.title',
  texts: ['booking', 'lessons', 'site'],
  subjects: true,
  ...payForms,
});
