import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { KycCase, User } from '@edu/client';
import { deviceZone, ErrorNotice, Notice, QueryView, timeText, useReader } from '@edu/ui';
import { useApi, useParam } from '../../../island/api-context.tsx';
import { StaffNav } from '../../staff/staff-nav.tsx';
import { StaffOnly } from '../../staff/staff-only.tsx';
import { isReviewer } from '../reviewers.ts';
import { CaseFacts } from './case-facts.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Evidence } from './evidence.tsx';

/** A case with all its evidence in one scroll, and the decision at its end. */
export function CaseView() {
  const { locale, t } = useReader();
  return (
    <div className="account">
      <StaffNav at="verifications" />
      <h1>{t('verification.case.title')}</h1>
      <p>
        <a href={`/${locale}/staff/verifications`}>{t('verification.case.back')}</a>
      </p>
      <StaffOnly isFor={isReviewer}>{(me) => <Case me={me} />}</StaffOnly>
    </div>
  );
}

function Case({ me }: { readonly me: User }) {
  const api = useApi();
  const queries = useQueryClient();
  const caseId = useParam('caseId');
  const key = ['kyc-case', caseId];
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      api.get('/api/v1/staff/kyc/{caseId}', { params: { path: { caseId } }, signal }),
  });
  const show = (changed: KycCase) => queries.setQueryData(key, changed);
  return (
    <QueryView query={found}>
      {(shown) => <CaseParts found={shown} me={me} onChange={show} />}
    </QueryView>
  );
}

interface CasePartsProps {
  readonly found: KycCase;
  readonly me: User;
  readonly onChange: (changed: KycCase) => void;
}

function CaseParts({ found, me, onChange }: CasePartsProps) {
  const { t } = useReader();
  const { documents, claim, state, approvals } = found;
  const isMine = state === 'claimed' && claim?.by === me.id;
  return (
    <>
      <CaseFacts found={found} />
      <Claim found={found} isMine={isMine} onChange={onChange} />
      <section className="card" aria-labelledby="documents">
        <h2 id="documents">{t('verification.case.documents')}</h2>
        {documents.map((document) => (
          <Evidence key={document.documentId} document={document} isMine={isMine} />
        ))}
      </section>
      {isMine && <DecisionForm found={found} onDecided={onChange} />}
      {state === 'waiting' && approvals > 0 && (
        <Notice tone="info" title={t('verification.case.needsSecond')} />
      )}
    </>
  );
}

function Claim({ found, isMine, onChange }: Omit<CasePartsProps, 'me'> & { isMine: boolean }) {
  const { locale, t } = useReader();
  const api = useApi();
  const { caseId, state, claim } = found;
  const params = { path: { caseId } };
  const change = useMutation({
    mutationFn: (to: 'claim' | 'release') =>
      to === 'claim'
        ? api.post('/api/v1/staff/kyc/{caseId}/claim', { params })
        : api.post('/api/v1/staff/kyc/{caseId}/release', { params }),
    onSuccess: onChange,
  });
  if (state !== 'waiting' && state !== 'claimed') return null;
  const press = (to: 'claim' | 'release') => () => {
    if (!change.isPending) change.mutate(to);
  };
  return (
    <>
      {claim && !isMine && (
        <Notice
          tone="info"
          title={t('verification.case.other', {
            when: timeText(claim.until, deviceZone(), locale, 'time'),
          })}
        />
      )}
      {!claim && <p className="field-hint">{t('verification.case.claimHint')}</p>}
      {change.error && <ErrorNotice error={change.error} />}
      <p className="actions">
        {!claim && (
          <button type="button" aria-busy={change.isPending} onClick={press('claim')}>
            {t('verification.case.claim')}
          </button>
        )}
        {isMine && (
          <button
            type="button"
            className="quiet"
            aria-busy={change.isPending}
            onClick={press('release')}
          >
            {t('verification.case.release')}
          </button>
        )}
      </p>
    </>
  );
}
