import type { RetentionRun, ServiceRetention } from '@edu/client';
import {
  deviceZone,
  EmptyState,
  Form,
  Notice,
  QueryView,
  SubmitButton,
  TimeText,
  useReader,
} from '@edu/ui';
import { staffPlacesOf } from '../../../shell/staff-places.ts';
import { isUnderWay } from '../is-under-way.ts';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { StaffOnly } from '../staff-only.tsx';
import { useRetention } from './use-retention.ts';

/** Admins: what every service deletes in time, how far it is, and having one do so now. */
export function RetentionView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="retention" />
      <h1>{t('retention.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('retention')}>
        {() => <Services />}
      </StaffOnly>
    </div>
  );
}

function Services() {
  const { t } = useReader();
  const { list, begin } = useRetention();
  if (needsSecondFactor(list.error)) return <SecondFactorNotice />;
  return (
    <>
      <p className="field-hint">{t('retention.means')}</p>
      <QueryView query={list}>
        {({ items }) =>
          items.map((one) => (
            <Service key={one.service} of={one} begin={() => begin(one.service)} />
          ))
        }
      </QueryView>
    </>
  );
}

interface ServiceProps {
  readonly of: ServiceRetention;
  readonly begin: () => Promise<void>;
}

function Service({ of: { service, runs }, begin }: ServiceProps) {
  const { t } = useReader();
  const name = t('retention.service', { service });
  const id = `retention-${service}`;
  return (
    <section className="card" aria-labelledby={id} data-retention-of={service}>
      <h2 id={id}>{name}</h2>
      {runs === null && <Notice tone="warn" title={t('retention.unanswered')} />}
      {runs && !runs.some(isUnderWay) && (
        <Form onSubmit={begin}>
          <SubmitButton>{t('retention.begin', { service: name })}</SubmitButton>
        </Form>
      )}
      {runs?.length === 0 && <EmptyState title={t('retention.none')} />}
      {runs && runs.length > 0 && (
        <ul className="entries">
          {runs.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Run({ run }: { readonly run: RetentionRun }) {
  const { t } = useReader();
  const { id, state, percent, message, deleted, askedBy, startedAt, failure } = run;
  const rows = deleted.reduce((sum, one) => sum + one.rows, 0);
  return (
    <li className="card" id={`run-${id}`} data-run={state}>
      <h3>
        <TimeText at={startedAt} zone={deviceZone()} />
      </h3>
      {isUnderWay(run) && (
        <p>
          <label htmlFor={id}>{t('retention.running', { percent, table: message })}</label>{' '}
          <progress id={id} max={100} value={percent} />
        </p>
      )}
      {!isUnderWay(run) && <p>{t('retention.state', { state })}</p>}
      {failure && <p>{t('retention.failure', { table: message, code: failure })}</p>}
      <p className="field-hint">{t('retention.counts', { rows })}</p>
      {deleted.length > 0 && (
        <p className="field-hint">
          {deleted.map((one) => `${one.what}: ${String(one.rows)}`).join(' · ')}
        </p>
      )}
      <p className="field-hint">{t(askedBy ? 'retention.byAdmin' : 'retention.byItself')}</p>
    </li>
  );
}
