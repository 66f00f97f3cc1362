import { islandPage } from '../../page/island-page.tsx';

/** Where messages about a changed account lead, too. */
export const forgottenPasswordPage = islandPage({
  path: '/forgotten-password',
  entry: 'forgotten-password',
  title: 'account.reset.title',
  texts: ['account', 'proof', 'site'],
});
