import { islandPage } from '../../page/island-page.tsx';

/** All that is kept of me: a copy of it, and the end of it. */
export const myDataPage = islandPage({
  path: '/account/data',
  entry: 'my-data',
  title: 'account.data.title',
  texts: ['account', 'proof', 'site'],
});
