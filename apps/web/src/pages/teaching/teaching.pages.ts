import { islandPage } from '../../page/island-page.tsx';
import { mapPolicy, mapTiles } from '../map/map-tiles.ts';
import type { PointPageData } from './place/point-fields.tsx';

/** What somebody who teaches does here. */
export const teachingPages = [
  islandPage({
    path: '/teaching/profile',
    entry: 'teaching-profile',
    title: 'teaching.profile.title',
    texts: ['levels', 'teaching', 'map', 'site'],
    subjects: true,
    data: (config): PointPageData => {
      const tiles = mapTiles(config);
      return tiles ? { tiles } : {};
    },
    // Photos are sent to where the storage is.
    policy: (config) => ({
      ...mapPolicy(config),
      ...(config.UPLOADS_ORIGIN && { 'connect-src': [config.UPLOADS_ORIGIN] }),
    }),
  }),
  islandPage({
    path: '/teaching/schedule',
    entry: 'teaching-schedule',
    title: 'teaching.schedule.title',
    texts: ['policy', 'teaching', 'site'],
  }),
  islandPage({
    path: '/teaching/lessons',
    entry: 'teaching-lessons',
    title: 'teaching.lessons.title',
    texts: ['calendar', 'filters', 'lessons', 'reliability', 'site', 'teaching'],
    subjects: true,
  }),
  islandPage({
    path: '/teaching/groups',
    entry: 'teaching-groups',
    title: 'teaching.groups.title',
    texts: ['teaching', 'lessons', 'provider', 'site'],
  }),
  islandPage({
    path: '/teaching/calendar',
    entry: 'teaching-calendar',
    title: 'calendar.title',
    texts: ['calendar', 'teaching', 'lessons', 'site'],
    subjects: true,
  }),
  islandPage({
    path: '/teaching/earnings',
    entry: 'teaching-earnings',
    title: 'teaching.earnings.title',
    texts: ['teaching', 'site'],
  }),
  islandPage({
    path: '/teaching/payouts',
    entry: 'teaching-payouts',
    title: 'payouts.title',
    texts: ['teaching', 'payouts', 'proof', 'site'],
  }),
];
