import { islandPage } from '../../page/island-page.tsx';

/** My credit, and refunds that I may have as credit. */
export const creditPage = islandPage({
  path: '/account/credit',
  entry: 'credit',
  title: 'credit.title',
  texts: ['credit', 'documents', 'proof', 'site'],
});
