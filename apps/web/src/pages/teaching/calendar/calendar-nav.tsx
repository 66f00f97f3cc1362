import { SegmentLinks, useReader } from '@edu/ui';
import type { View } from './calendar-days.ts';

export const CALENDAR_PATH = '/teaching/calendar';

/** The ways to look at the lessons that one gives. */
export function CalendarNav({ at, day }: { readonly at: View | 'list'; readonly day?: string }) {
  const { locale, t } = useReader();
  const kept = day ? `&day=${day}` : '';
  const calendar = (view: View) => ({
    label: t(`teaching.calendar.${view}`),
    href: `/${locale}${CALENDAR_PATH}?view=${view}${kept}`,
    chosen: at === view,
  });
  return (
    <SegmentLinks
      label={t('teaching.calendar.views')}
      options={[
        {
          label: t('teaching.calendar.list'),
          href: `/${locale}/teaching/lessons`,
          chosen: at === 'list',
        },
        calendar('week'),
        calendar('day'),
      ]}
    />
  );
}
