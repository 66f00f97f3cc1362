import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { StaffBooking } from '@edu/client';
import { QueryView, useReader } from '@edu/ui';
import { useApi, useParam } from '../../../island/api-context.tsx';
import { AttendanceEvidence } from '../../lessons/outcome/attendance-evidence.tsx';
import { DisputeTexts } from '../../lessons/outcome/dispute-texts.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { BookingFacts } from './booking-facts.tsx';

const DisputeForms = lazy(async () => ({
  default: (await import('./dispute-forms.tsx')).DisputeForms,
}));
const WaiveDialog = lazy(async () => ({
  default: (await import('./waive-dialog.tsx')).WaiveDialog,
}));

const LIVE: readonly string[] = ['requested', 'proposed', 'pending', 'confirmed'];

/** A booking as support reads it: its facts, its money, what both sides say, and what can be done. */
export function StaffBookingView() {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const id = useParam('id');
  const key = ['staff-booking', id];
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get('/api/v1/staff/bookings/{id}', { params: { path: { id } }, signal }),
  });
  return (
    <div className="account">
      <StaffNav at="disputes" />
      <h1>{t('staff.booking.title')}</h1>
      {needsSecondFactor(query.error) ? (
        <SecondFactorNotice />
      ) : (
        <QueryView query={query}>
          {(found) => (
            <Parts
              found={found}
              onChange={(changed) => queries.setQueryData(key, changed)}
              reload={() => void query.refetch()}
            />
          )}
        </QueryView>
      )}
    </div>
  );
}

interface PartsProps {
  readonly found: StaffBooking;
  readonly onChange: (changed: StaffBooking) => void;
  readonly reload: () => void;
}

function Parts({ found, onChange, reload }: PartsProps) {
  const { t } = useReader();
  const [isAsking, setAsking] = useState(false);
  const { id, mode, state } = found.booking;
  const { dispute } = found.outcome;
  return (
    <>
      <BookingFacts found={found} />
      <AttendanceEvidence id={id} mode={mode} isStaff />
      {dispute && (
        <section className="card" aria-labelledby="dispute">
          <h2 id="dispute">{t('staff.booking.dispute')}</h2>
          <DisputeTexts dispute={dispute} />
          {!dispute.decision && (
            <Suspense>
              <DisputeForms id={id} left={found.left} reload={reload} />
            </Suspense>
          )}
        </section>
      )}
      {LIVE.includes(state) && (
        <p className="actions">
          <button type="button" className="danger" onClick={() => setAsking(true)}>
            {t('staff.booking.waive')}
          </button>
        </p>
      )}
      {isAsking && (
        <Suspense>
          <WaiveDialog
            id={id}
            onDone={(changed) => {
              setAsking(false);
              onChange(changed);
            }}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
