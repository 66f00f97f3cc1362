import { islandPage } from '../../page/island-page.tsx';

/** Where an issuer sends the browser back to; its address has the answer, so no copy is kept of it. */
export const signInWithPage = {
  ...islandPage({
    path: '/sign-in/with',
    entry: 'sign-in-with',
    title: 'account.issuers.returned',
    texts: ['account', 'proof', 'site'],
  }),
  freshS: 0,
};
