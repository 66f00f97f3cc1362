import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from '@edu/client';
import { deviceZone, QueryView, toast, useTexts } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { TeachingNav } from '../teaching-nav.tsx';
import { emptySchedule, scheduleDraftOf } from './schedule-draft.ts';
import { ScheduleForm } from './schedule-form.tsx';

const KEY = ['my-schedule'];

/** When somebody gives lessons, and which free times come of it. */
export function ScheduleView() {
  const t = useTexts();
  const api = useApi();
  const queries = useQueryClient();
  const mine = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => {
      try {
        return await api.get('/api/v1/me/schedule', { signal });
      } catch (error) {
        // Who has never written one begins with an empty one.
        if (error instanceof ApiError && error.is('availability.no_schedule')) return null;
        throw error;
      }
    },
  });
  return (
    <>
      <TeachingNav at="schedule" />
      <h1>{t('teaching.schedule.title')}</h1>
      <p className="lead">{t('teaching.schedule.lead')}</p>
      <QueryView query={mine}>
        {(schedule) => (
          <ScheduleForm
            key={schedule?.version ?? 0}
            initial={schedule ? scheduleDraftOf(schedule) : emptySchedule(deviceZone())}
            version={schedule?.version ?? 0}
            onSave={async (body) => {
              queries.setQueryData(KEY, await api.put('/api/v1/me/schedule', { body }));
              toast(t('site.saved'));
            }}
          />
        )}
      </QueryView>
    </>
  );
}
