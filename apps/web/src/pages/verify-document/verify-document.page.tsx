import { islandPage } from '../../page/island-page.tsx';

/** Where the code that is printed on a document leads: for anybody, and it names nobody. */
export const verifyDocumentPage = islandPage({
  path: '/verify/:code',
  entry: 'verify-document',
  title: 'documents.verify.title',
  texts: ['documents', 'site'],
});
