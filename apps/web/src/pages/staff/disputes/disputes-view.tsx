import { useQuery } from '@tanstack/react-query';
import {
  deviceZone,
  EmptyState,
  fieldText,
  Form,
  QueryView,
  SubmitButton,
  TextField,
  timeText,
  useReader,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';

const BOOKING_ID = { name: 'id', required: true } as const;

/** Lessons that somebody objects to, and the way to any other booking. */
export function DisputesView() {
  const { locale, t } = useReader();
  const find = (values: FormData) => {
    location.assign(`/${locale}/staff/bookings/${fieldText(values, BOOKING_ID).trim()}`);
    return Promise.resolve();
  };
  return (
    <div className="account">
      <StaffNav at="disputes" />
      <h1>{t('staff.disputes.title')}</h1>
      <Disputes />
      <section className="card" aria-labelledby="find">
        <h2 id="find">{t('staff.disputes.find')}</h2>
        <Form onSubmit={find}>
          <TextField field={BOOKING_ID} label={t('staff.disputes.id')} autoComplete="off" />
          <SubmitButton>{t('staff.disputes.open')}</SubmitButton>
        </Form>
      </section>
    </div>
  );
}

function Disputes() {
  const { locale, t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['disputes'],
    queryFn: ({ signal }) => api.get('/api/v1/staff/disputes', { signal }),
  });
  const at = (instant: string) => timeText(instant, deviceZone(), locale, 'both');
  if (needsSecondFactor(query.error)) return <SecondFactorNotice />;
  return (
    <QueryView query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('staff.disputes.none')} />
        ) : (
          <ul className="cards">
            {items.map(({ id, startsAt, dispute }) => (
              <li key={id} className="card" data-booking={id}>
                <h2>
                  <a href={`/${locale}/staff/bookings/${id}`}>
                    {t('staff.disputes.lesson', { at: at(startsAt) })}
                  </a>
                </h2>
                <p>{t('outcome.disputedBy', { side: dispute.side, at: at(dispute.openedAt) })}</p>
                <p>{t('staff.disputes.decideBy', { at: at(dispute.decideBy) })}</p>
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}
