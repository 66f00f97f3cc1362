import { islandPage } from '../../page/island-page.tsx';

export const signUpPage = islandPage({
  path: '/sign-up',
  entry: 'sign-up',
  title: 'account.signUp.title',
  texts: ['account', 'site'],
});
