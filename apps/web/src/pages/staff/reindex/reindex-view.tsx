import type { Reindexing } from '@edu/client';
import {
  deviceZone,
  EmptyState,
  Form,
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
import { useReindexings } from './use-reindexings.ts';

/** Admins: makes all that can be found anew, and shows how far that is. */
export function ReindexView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="reindex" />
      <h1>{t('reindex.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('reindex')}>
        {() => <Reindexings />}
      </StaffOnly>
    </div>
  );
}

function Reindexings() {
  const { t } = useReader();
  const { list, begin } = useReindexings();
  if (needsSecondFactor(list.error)) return <SecondFactorNotice />;
  return (
    <section className="card" aria-labelledby="reindexings">
      <h2 id="reindexings">{t('reindex.heading')}</h2>
      <p className="field-hint">{t('reindex.means')}</p>
      <QueryView query={list}>
        {({ items }) => (
          <>
            {!items.some(isUnderWay) && (
              <Form onSubmit={begin}>
                <SubmitButton>{t('reindex.begin')}</SubmitButton>
              </Form>
            )}
            {items.length === 0 && <EmptyState title={t('reindex.none')} />}
            <ul className="entries">
              {items.map((one) => (
                <Entry key={one.id} one={one} />
              ))}
            </ul>
          </>
        )}
      </QueryView>
    </section>
  );
}

function Entry({ one }: { readonly one: Reindexing }) {
  const { t } = useReader();
  const { id, state, percent, written, removed, requestedAt } = one;
  return (
    <li className="card" data-reindexing={state}>
      <h3>
        <TimeText at={requestedAt} zone={deviceZone()} />
      </h3>
      {isUnderWay(one) && (
        <p>
          <label htmlFor={id}>{t('reindex.running', { percent })}</label>{' '}
          <progress id={id} max={100} value={percent} />
        </p>
      )}
      {!isUnderWay(one) && <p>{t('reindex.state', { state })}</p>}
      <p className="field-hint">{t('reindex.counts', { written, removed })}</p>
    </li>
  );
}
