import { islandPage } from '../../page/island-page.tsx';

export const familyPage = islandPage({
  path: '/account/family',
  entry: 'family',
  title: 'family.title',
  texts: ['account', 'family', 'lessons', 'levels', 'site', 'teaching'],
  subjects: true,
});
