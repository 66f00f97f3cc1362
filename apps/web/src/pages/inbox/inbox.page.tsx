import { islandPage } from '../../page/island-page.tsx';

export const inboxPage = islandPage({
  path: '/inbox',
  entry: 'inbox',
  title: 'inbox.title',
  texts: ['inbox', 'site'],
});
