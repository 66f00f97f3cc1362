import { useMutation } from '@tanstack/react-query';
import type { KycVerification } from '@edu/client';
import { ErrorNotice, Icon, Notice, toast, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { dayText, knownCheck, rejectionOf, type Check } from './checks.ts';
import { PieceRow } from './piece-row.tsx';

interface CheckCardProps {
  readonly verification: KycVerification;
  readonly onChange: (changed: KycVerification) => void;
}

/** One check: how it stands, and what to send for it. */
export function CheckCard({ verification, onChange }: CheckCardProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const check = knownCheck(verification.check);
  const submit = useMutation({
    mutationFn: (of: Check) =>
      api.post('/api/v1/me/kyc/{check}/submit', { params: { path: { check: of } } }),
    onSuccess: (changed) => {
      onChange(changed);
      toast(t('verification.submitted'));
    },
  });
  // One of a release to come.
  if (!check) return null;
  const { state, pieces, sendBy } = verification;
  const isComplete = pieces.every(({ needed, sentAt }) => !needed || sentAt !== null);
  return (
    <section className="card" aria-labelledby={`check-${check}`} data-check={check}>
      <h2 id={`check-${check}`}>{t(`verification.check.${check}`)}</h2>
      <Standing verification={verification} />
      {state !== 'in_review' && (
        <>
          <p>{t(`verification.about.${check}`)}</p>
          <p className="field-hint">{t('verification.hint')}</p>
          <ul className="pieces">
            {pieces.map((piece) => (
              <PieceRow key={piece.piece} check={check} piece={piece} onChange={onChange} />
            ))}
          </ul>
          {state === 'collecting' && (
            <>
              {sendBy && (
                <p className="field-hint">
                  {t('verification.sendBy', {
                    day: dayText(sendBy, locale),
                  })}
                </p>
              )}
              {submit.error && <ErrorNotice error={submit.error} />}
              <p className="actions">
                <button
                  type="button"
                  disabled={!isComplete}
                  aria-busy={submit.isPending}
                  onClick={() => !submit.isPending && submit.mutate(check)}
                >
                  {t('verification.submit')}
                </button>
              </p>
            </>
          )}
        </>
      )}
    </section>
  );
}

function Standing({ verification }: Pick<CheckCardProps, 'verification'>) {
  const { locale, t } = useReader();
  const { state, verified, validUntil, reason, note } = verification;
  const day = validUntil && dayText(validUntil, locale);
  return (
    <>
      {verified && (
        <p className="verified">
          <Icon name="shield" />{' '}
          {day ? t('verification.state.verifiedUntil', { day }) : t('verification.state.verified')}
        </p>
      )}
      {state === 'in_review' && (
        <Notice tone="info" title={t('verification.state.in_review')}>
          <p>{t('verification.state.in_reviewDetail')}</p>
        </Notice>
      )}
      {state === 'rejected' && (
        <Notice tone="warn" title={t('verification.state.rejected')}>
          <p>{t(`verification.rejection.${rejectionOf(reason)}`)}</p>
          {note && (
            <p className="prose" dir="auto">
              {note}
            </p>
          )}
        </Notice>
      )}
      {state === 'expired' && !verified && (
        <Notice tone="warn" title={t('verification.state.expired')}>
          <p>{t('verification.state.expiredDetail')}</p>
        </Notice>
      )}
    </>
  );
}
