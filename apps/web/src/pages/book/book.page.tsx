import { islandPage } from '../../page/island-page.tsx';

export const bookPage = islandPage({
  path: '/book',
  entry: 'book',
  title: 'booking.title',
  texts: ['booking', 'lessons', 'policy', 'site'],
  subjects: true,
});
