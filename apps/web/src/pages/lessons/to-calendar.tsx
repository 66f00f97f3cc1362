import { useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { SaveButton } from './save-button.tsx';

/** Saves a lesson as a file that calendars open: the entry that our mails and feeds have as well. */
export function ToCalendar({ id }: { readonly id: string }) {
  const t = useTexts();
  const api = useApi();
  return (
    <SaveButton
      label={t('lessons.toCalendar')}
      name={t('lessons.calendarFile')}
      type="text/calendar;charset=utf-8"
      load={() => api.get('/api/v1/bookings/{id}/calendar.ics', { params: { path: { id } } })}
    />
  );
}
