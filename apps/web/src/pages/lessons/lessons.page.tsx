import { islandPage } from '../../page/island-page.tsx';

export const lessonsPage = islandPage({
  path: '/lessons',
  entry: 'lessons',
  title: 'lessons.title',
  texts: ['calendar', 'filters', 'lessons', 'site'],
  subjects: true,
});

export const lessonsCalendarPage = islandPage({
  path: '/lessons/calendar',
  entry: 'lessons-calendar',
  title: 'calendar.title',
  texts: ['calendar', 'lessons', 'site'],
  subjects: true,
});

export const lessonPage = islandPage({
  path: '/lessons/:id',
  entry: 'lesson',
  title: 'lessons.lesson.title',
  texts: ['lessons', 'outcome', 'policy', 'site'],
  subjects: true,
});
