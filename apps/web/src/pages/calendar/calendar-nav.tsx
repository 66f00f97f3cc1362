import { SegmentLinks, useReader } from '@edu/ui';
import type { View } from './calendar-days.ts';
import { calendarHref, listHref, type Whose } from './whose.ts';

interface CalendarNavProps {
  readonly whose: Whose;
  readonly at: View | 'list';
  readonly day?: string;
}

/** The ways to look at lessons. */
export function CalendarNav({ whose, at, day }: CalendarNavProps) {
  const { locale, t } = useReader();
  const calendar = (view: View) => ({
    label: t(`calendar.${view}`),
    href: calendarHref(locale, whose, view, day),
    chosen: at === view,
  });
  return (
    <SegmentLinks
      label={t('calendar.views')}
      options={[
        { label: t('calendar.list'), href: listHref(locale, whose), chosen: at === 'list' },
        calendar('week'),
        calendar('day'),
      ]}
    />
  );
}
