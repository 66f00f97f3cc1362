import { islandPage } from '../../page/island-page.tsx';

export const accountsPage = islandPage({
  path: '/staff/accounts',
  entry: 'accounts',
  title: 'staff.accounts.title',
  texts: ['account', 'proof', 'reliability', 'site', 'staff'],
});
