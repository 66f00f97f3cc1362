import { useQuery } from '@tanstack/react-query';
import { ApiError, type VerifiedDocument } from '@edu/client';
import type { Money } from '@edu/contract-kit';
import { MoneyText, Notice, QueryView, TimeText, useReader } from '@edu/ui';
import { useApi, useParam } from '../../island/api-context.tsx';

/** Says whether a document is ours, by its code. */
export function VerifyDocumentView() {
  const { t } = useReader();
  const api = useApi();
  const code = useParam('code');
  const query = useQuery({
    queryKey: ['verify', code],
    queryFn: () => api.get('/api/v1/documents/{code}', { params: { path: { code } } }),
  });
  const isUnknown = query.error instanceof ApiError && query.error.status < 429;
  return (
    <div className="entrance">
      <h1>{t('documents.verify.title')}</h1>
      {isUnknown ? (
        <Notice tone="bad" title={t('documents.verify.unknown')}>
          <p>{t('documents.verify.unknownDetail')}</p>
        </Notice>
      ) : (
        <QueryView query={query}>{(document) => <Verified document={document} />}</QueryView>
      )}
      <p className="field-hint">{t('documents.verify.privacy')}</p>
    </div>
  );
}

const KINDS = ['receipt', 'credit_note', 'credit_note_reversal', 'annual_statement'] as const;

function Verified({ document }: { readonly document: VerifiedDocument }) {
  const { t } = useReader();
  const { kind, number, issuedAt, amount, annual } = document;
  const known = KINDS.find((one) => one === kind) ?? 'receipt';
  return (
    <>
      <Notice tone="good" title={t('documents.verify.ours')}>
        <p>{t('documents.verify.oursDetail')}</p>
      </Notice>
      <dl className="card">
        <dt>{t('documents.verify.kind')}</dt>
        <dd>{t(`documents.${known}.title`)}</dd>
        <dt>{t('documents.number')}</dt>
        <dd>{number}</dd>
        <dt>{t('documents.issuedAt')}</dt>
        <dd>
          <TimeText at={issuedAt} zone="UTC" shape="day" />
        </dd>
        {amount !== null && <Amount label={t('documents.amount')} money={amount} />}
        {annual !== null && (
          <>
            <dt>{t('documents.verify.year')}</dt>
            <dd>{annual.year}</dd>
            {annual.earned.map((money) => (
              <Amount
                key={money.currency}
                label={`${t('documents.verify.earned')} (${money.currency})`}
                {...{ money }}
              />
            ))}
          </>
        )}
      </dl>
    </>
  );
}

function Amount({ label, money }: { readonly label: string; readonly money: Money }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <strong>
          <MoneyText {...{ money }} />
        </strong>
      </dd>
    </>
  );
}
