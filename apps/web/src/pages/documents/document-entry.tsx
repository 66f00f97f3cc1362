import { useQueryClient } from '@tanstack/react-query';
import type { OwnDocuments } from '@edu/client';
import { intlLocale } from '@edu/contract-kit';
import { MoneyText, TimeText, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { SaveButton } from '../lessons/save-button.tsx';
import { loadDocument } from './load-document.ts';
import { KINDS } from './kinds.ts';

type OwnDocument = OwnDocuments['items'][number];

/** One document, and the way to its file; a kind of a later release is shown without. */
export function DocumentEntry({ document }: { readonly document: OwnDocument }) {
  const { t } = useReader();
  const { kind, number, amount, at, month, year } = document;
  const known = KINDS.find((one) => one === kind);
  const title = known ? t(`documents.mine.kind.${known}`) : (number ?? '');
  return (
    <li className="card" data-document={kind}>
      <strong>{title}</strong>
      {amount !== null && (
        <p>
          <MoneyText money={amount} />
        </p>
      )}
      <p className="field-hint">
        {year !== null && `${year} · ${number ?? t('documents.mine.notIssued')}`}
        {month !== null && <StatementOf {...{ document, month }} />}
        {year === null && month === null && (
          <>
            {number} · <TimeText at={at} zone="UTC" shape="day" />
          </>
        )}
      </p>
      {known && <Download {...{ document }} />}
    </li>
  );
}

function StatementOf({ document, month }: { document: OwnDocument; month: string }) {
  const { t } = useReader();
  const side = document.side ?? 'payer';
  return (
    <>
      <MonthText month={month} /> · {t(`statement.side.${side}`)}
    </>
  );
}

function MonthText({ month }: { readonly month: string }) {
  const { locale } = useReader();
  const format = new Intl.DateTimeFormat(intlLocale(locale), {
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

function Download({ document }: { readonly document: OwnDocument }) {
  const { t } = useReader();
  const api = useApi();
  const { kind, number, month, year, side: as, paymentId, refundId } = document;
  if (year !== null) return <DownloadYear {...{ year, number }} />;
  if (month !== null && as !== null) {
    const name = `${t('statement.file')}-${as}-${month}.pdf`;
    return (
      <Save
        {...{ name }}
        label={t('documents.mine.downloadOf', { name: month })}
        load={() => api.get('/api/v1/me/statement.pdf', { params: { query: { month, as } } })}
      />
    );
  }
  if (number === null || paymentId === null) return null;
  const numbered = kind as 'receipt' | 'credit_note' | 'credit_note_reversal';
  return (
    <Save
      name={`${number}.pdf`}
      label={t('documents.mine.downloadOf', { name: number })}
      load={() => loadDocument(api, { kind: numbered, paymentId, refundId })}
    />
  );
}

interface DownloadYearProps {
  readonly year: number;
  /** Null of one that is not issued yet. */
  readonly number: string | null;
}

/** An annual statement is issued when it is asked for, unless it was in January. */
function DownloadYear({ year, number }: DownloadYearProps) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const load = async () => {
    if (number === null) {
      await api.post('/api/v1/me/annual-statement', { body: { year } });
      void queries.invalidateQueries({ queryKey: ['my documents'] });
    }
    return api.get('/api/v1/me/annual-statement.pdf', { params: { query: { year } } });
  };
  return (
    <Save
      name={`${t('documents.file.annual_statement')}-${year}.pdf`}
      label={
        number === null
          ? t('documents.mine.issue', { year: String(year) })
          : t('documents.mine.downloadOf', { name: number })
      }
      {...{ load }}
    />
  );
}

interface SaveProps {
  readonly name: string;
  readonly label: string;
  readonly load: () => Promise<string | Blob>;
}

const Save = (props: SaveProps) => <SaveButton {...props} type="application/pdf" />;
