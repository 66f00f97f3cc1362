import { islandPage } from '../../page/island-page.tsx';

export const securityPage = islandPage({
  path: '/account/security',
  entry: 'security',
  title: 'account.security.title',
  texts: ['account', 'proof', 'site'],
});
