import { islandPage } from '../../page/island-page.tsx';

/** Where the message about an erasure leads: `/undo-erasure#<token>`. */
export const undoErasurePage = islandPage({
  path: '/undo-erasure',
  entry: 'undo-erasure',
  title: 'account.erasure.title',
  texts: ['account', 'site'],
});
