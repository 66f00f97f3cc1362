import { useQuery } from '@tanstack/react-query';
import type { Attendance } from '@edu/client';
import { deviceZone, LazyDetails, QueryView, timeText, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

const SIDES = ['learner', 'provider'] as const;

interface AttendanceEvidenceProps {
  readonly id: string;
  readonly mode: 'online' | 'in_person';
  /** Read by support, whose lesson it is not. */
  readonly isStaff?: boolean;
}

/** Who was in the classroom or checked in at the door, and what it proves: the same for both sides, and for support. */
export function AttendanceEvidence({ id, mode, isStaff = false }: AttendanceEvidenceProps) {
  const { t } = useReader();
  return (
    <LazyDetails summary={t(`outcome.attendance.${mode}`)}>
      <Evidence id={id} mode={mode} isStaff={isStaff} />
    </LazyDetails>
  );
}

function Evidence({ id: bookingId, mode, isStaff }: Required<AttendanceEvidenceProps>) {
  const { locale, t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['attendance', bookingId],
    queryFn: () => {
      const params = { path: { bookingId } };
      return isStaff
        ? api.get('/api/v1/staff/sessions/{bookingId}/attendance', { params })
        : api.get('/api/v1/sessions/{bookingId}/attendance', { params });
    },
  });
  const time = (instant: string) => timeText(instant, deviceZone(), locale, 'time');
  return (
    <QueryView query={query}>
      {({ visits, checkedInAt, ...sides }) => (
        <>
          <dl className="facts">
            {SIDES.map((side) => {
              const { presence, minutes, ground } = sides[side];
              return (
                <div key={side}>
                  <dt>{t(`outcome.${side}`)}</dt>
                  <dd>
                    <p>
                      {t(`outcome.presence.${presence}`)}
                      {mode === 'online' && <> ({t('outcome.minutes', { minutes })})</>}
                    </p>
                    {isKnown(ground) && (
                      <p className="field-hint">{t(`outcome.ground.${ground}`)}</p>
                    )}
                  </dd>
                </div>
              );
            })}
          </dl>
          {checkedInAt && <p>{t('outcome.checkedIn', { at: time(checkedInAt) })}</p>}
          {mode === 'online' && <Visits visits={visits} />}
          <p className="field-hint">{t('outcome.attendanceHint')}</p>
        </>
      )}
    </QueryView>
  );
}

function Visits({ visits }: Pick<Attendance, 'visits'>) {
  const { locale, t } = useReader();
  const time = (instant: string) => timeText(instant, deviceZone(), locale, 'time');
  return (
    <>
      <h3>{t('outcome.visits')}</h3>
      {visits.length === 0 ? (
        <p>{t('outcome.noVisits')}</p>
      ) : (
        <ul className="history">
          {visits.map(({ side, from, until, left }) => (
            <li key={`${side} ${from} ${until}`}>
              {t(left ? 'outcome.visit' : 'outcome.visitOpen', {
                ...{ side, from: time(from), until: time(until) },
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const GROUNDS = [
  'long_enough',
  'at_the_start',
  'never_came',
  'at_the_door',
  'too_short',
  'nobody_waited',
  'log_incomplete',
  'not_over',
  'checked_in',
  'not_checked_in',
] as const;

/** One that came later than this page is not explained. */
const isKnown = (ground: string): ground is (typeof GROUNDS)[number] =>
  (GROUNDS as readonly string[]).includes(ground);
