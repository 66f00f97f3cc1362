import { islandPage } from '../../page/island-page.tsx';

export const accountPage = islandPage({
  path: '/account',
  entry: 'account',
  title: 'account.title',
  texts: ['account', 'proof', 'site'],
});
