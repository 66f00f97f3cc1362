import { islandPage } from '../../page/island-page.tsx';

/** All receipts, credit notes and statements of mine. */
export const documentsPage = islandPage({
  path: '/account/documents',
  entry: 'documents',
  title: 'documents.mine.title',
  texts: ['documents', 'statement', 'site'],
});
