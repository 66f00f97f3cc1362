import { islandPage } from '../../page/island-page.tsx';

export const bookSeriesPage = islandPage({
  path: '/book/series',
  entry: 'book-series',
  title: 'series.title',
  texts: ['series', 'booking', 'lessons', 'policy', 'site'],
  subjects: true,
});

export const seriesPage = islandPage({
  path: '/lessons/series/:id',
  entry: 'series',
  title: 'series.mine',
  texts: ['series', 'booking', 'lessons', 'site'],
  subjects: true,
});
