import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Door } from '@edu/client';
import { deviceZone, QueryView, timeText, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import type { Side } from '../lesson-queries.ts';
import { PinForm } from './pin-form.tsx';

/** How often a page that shows a PIN asks whether it was entered, ms. */
const LOOK_EVERY_MS = 10_000;

interface LessonDoorProps {
  readonly id: string;
  /** Which lesson it is: one that was moved has another PIN. */
  readonly version: number;
  readonly as: Side;
}

/** The door of a lesson in person: one side reads a PIN there, and the other enters it. */
export function LessonDoor({ id, version, as }: LessonDoorProps) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const key = ['door', id, version];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get('/api/v1/sessions/{bookingId}/door', { params: { path: { bookingId: id } }, signal }),
    refetchInterval: ({ state: { data } }) => (data?.checkedInAt ? false : LOOK_EVERY_MS),
  });
  return (
    <section className="card door" aria-labelledby="door">
      <h2 id="door">{t('lessons.door.title')}</h2>
      <QueryView query={query}>
        {(door) => (
          <AtDoor
            door={door}
            as={as}
            onChange={(changed) => queries.setQueryData(key, changed)}
            reload={() => void query.refetch()}
          />
        )}
      </QueryView>
    </section>
  );
}

interface AtDoorProps {
  readonly door: Door;
  readonly as: Side;
  readonly onChange: (changed: Door) => void;
  readonly reload: () => void;
}

function AtDoor({ door, as, onChange, reload }: AtDoorProps) {
  const { locale, t } = useReader();
  const time = (instant: string) => timeText(instant, deviceZone(), locale, 'time');
  const { bookingId, pin, opensAt, checkedInAt, triesLeft } = door;
  if (checkedInAt) return <p role="status">{t('lessons.door.done', { at: time(checkedInAt) })}</p>;
  if (triesLeft === 0) return <p>{t('lessons.door.noMoreTries')}</p>;
  if (as === 'provider') {
    return (
      <>
        <p>{t('lessons.door.enterFrom', { at: time(opensAt) })}</p>
        <PinForm {...{ bookingId, onChange, reload }} />
        <p className="field-hint">{t('lessons.door.withoutIt')}</p>
      </>
    );
  }
  if (!pin) return <p>{t('lessons.door.learnerLater')}</p>;
  return (
    <>
      <p className="door-pin">{pin}</p>
      <p>{t('lessons.door.sayIt')}</p>
      <p className="field-hint">{t('lessons.door.withoutIt')}</p>
    </>
  );
}
