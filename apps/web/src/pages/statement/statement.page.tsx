import { islandPage } from '../../page/island-page.tsx';

/** A month of my payments, or of what my lessons have earned. */
export const statementPage = islandPage({
  path: '/account/statement',
  entry: 'statement',
  title: 'statement.title',
  texts: ['statement', 'documents', 'site'],
});
