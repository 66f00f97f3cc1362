import { islandPage } from '../../page/island-page.tsx';

export const lessonsPage = islandPage({
  path: '/lessons',
  entry: 'lessons',
  title: 'lessons.title',
  texts: ['filters', 'lessons', 'site'],
  subjects: true,
});

export const lessonPage = islandPage({
  path: '/lessons/:id',
  entry: 'lesson',
  title: 'lessons.lesson.title',
  texts: ['lessons', 'outcome', 'policy', 'site'],
  subjects: true,
});
