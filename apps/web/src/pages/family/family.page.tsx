import { islandPage } from '../../page/island-page.tsx';

export const familyPage = islandPage({
  path: '/account/family',
  entry: 'family',
  title: 'family.title',
  texts: ['account', 'family', 'levels', 'site', 'teaching'],
  subjects: true,
});
