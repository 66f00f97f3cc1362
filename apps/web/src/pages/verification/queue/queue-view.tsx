import { useState } from 'react';
import type { KycQueued } from '@edu/client';
import { profileListKycCases } from '@edu/client/fields';
import { deviceZone, EmptyState, QueryView, SelectField, timeText, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { usePages } from '../../../island/use-pages.ts';
import { StaffNav } from '../../staff/staff-nav.tsx';
import { StaffOnly } from '../../staff/staff-only.tsx';
import { CHECKS, knownCheck, type Check } from '../checks.ts';
import { isReviewer } from '../reviewers.ts';

/** What waits for a person. */
export function QueueView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="verifications" />
      <h1>{t('verification.queue.title')}</h1>
      <p className="lead">{t('verification.queue.lead')}</p>
      <StaffOnly isFor={isReviewer}>{() => <Queue />}</StaffOnly>
    </div>
  );
}

function Queue() {
  const { t } = useReader();
  const api = useApi();
  const [check, setCheck] = useState<Check>();
  const pages = usePages(['kyc-queue', check], (page, signal) =>
    api.get('/api/v1/staff/kyc', {
      params: { query: { ...page, ...(check && { check }) } },
      signal,
    }),
  );
  return (
    <>
      <SelectField
        field={profileListKycCases['/check']}
        label={t('verification.queue.filter')}
        value={check ?? ''}
        onChange={({ target }) => setCheck(knownCheck(target.value))}
      >
        <option value="">{t('verification.queue.all')}</option>
        {CHECKS.map((one) => (
          <option key={one} value={one}>
            {t(`verification.check.${one}`)}
          </option>
        ))}
      </SelectField>
      <QueryView query={pages}>
        {({ pages: [first, ...rest] }) =>
          first!.items.length === 0 ? (
            <EmptyState title={t('verification.queue.empty')} />
          ) : (
            <ul className="cards">
              {[first!, ...rest].flatMap(({ items }) =>
                items.map((item) => <QueuedCard key={item.caseId} item={item} />),
              )}
            </ul>
          )
        }
      </QueryView>
      {pages.hasNextPage && (
        <button type="button" className="quiet" onClick={() => void pages.fetchNextPage()}>
          {t('verification.queue.next')}
        </button>
      )}
    </>
  );
}

function QueuedCard({ item }: { readonly item: KycQueued }) {
  const { locale, t } = useReader();
  const { caseId, displayName, submittedAt, overdue, approvals, claim } = item;
  const check = knownCheck(item.check);
  const at = (instant: string, shape: 'both' | 'time') =>
    timeText(instant, deviceZone(), locale, shape);
  return (
    <li className="card" data-case={caseId}>
      <h2 dir="auto">
        <a href={`/${locale}/staff/verifications/${caseId}`}>
          {displayName ?? t('verification.queue.nobody')}
        </a>
      </h2>
      <p>
        {check && <span className="tag">{t(`verification.check.${check}`)}</span>}{' '}
        {approvals > 0 && <span className="tag">{t('verification.queue.second')}</span>}{' '}
        {overdue && <span className="tag">{t('verification.queue.overdue')}</span>}
      </p>
      {submittedAt && <p>{t('verification.queue.since', { when: at(submittedAt, 'both') })}</p>}
      {claim && <p>{t('verification.queue.claimed', { when: at(claim.until, 'time') })}</p>}
    </li>
  );
}
