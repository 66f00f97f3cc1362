import { islandPage } from '../../page/island-page.tsx';

/** Where the message about a changed address leads: `/undo-address#<token>`. */
export const undoAddressPage = islandPage({
  path: '/undo-address',
  entry: 'undo-address',
  title: 'account.undo.title',
  texts: ['account', 'site'],
});
