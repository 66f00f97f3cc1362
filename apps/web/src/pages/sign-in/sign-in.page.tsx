import { islandPage } from '../../page/island-page.tsx';

export const signInPage = islandPage({
  path: '/sign-in',
  entry: 'sign-in',
  title: 'account.signIn.title',
  texts: ['account', 'proof', 'site'],
});
