import { useMutation } from '@tanstack/react-query';
import { ErrorNotice, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { saveFile } from './save-file.ts';

/** Saves a lesson as a file that calendars open: the entry that our mails and feeds have as well. */
export function ToCalendar({ id }: { readonly id: string }) {
  const t = useTexts();
  const api = useApi();
  const file = useMutation({
    mutationFn: () => api.get('/api/v1/bookings/{id}/calendar.ics', { params: { path: { id } } }),
    onSuccess: (text) => saveFile(t('lessons.calendarFile'), 'text/calendar;charset=utf-8', text),
  });
  return (
    <>
      <button
        type="button"
        className="quiet"
        aria-disabled={file.isPending}
        onClick={() => !file.isPending && file.mutate()}
      >
        {t('lessons.toCalendar')}
      </button>
      {file.error !== null && <ErrorNotice error={file.error} />}
    </>
  );
}
