import { useState } from 'react';
import type { OwnDocuments } from '@edu/client';
import { deviceNow, EmptyState, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { usePages } from '../../island/use-pages.ts';
import { DocumentEntry } from './document-entry.tsx';
import { kindIn, KINDS, type Kind } from './kinds.ts';
import { yearsSince } from './years.ts';

/** Everything that somebody has in writing about their money, to find and to keep. */
export function DocumentsView() {
  const { locale, t } = useReader();
  const api = useApi();
  const [kind, setKind] = useState<Kind | 'all'>(kindIn(location.search));
  const [year, setYear] = useState<number | 'all'>('all');
  const only = { ...(kind !== 'all' && { kind }), ...(year !== 'all' && { year }) };
  const documents = usePages(['my documents', kind, year], (page, signal) =>
    api.get('/api/v1/me/documents', { params: { query: { ...page, ...only } }, signal }),
  );
  return (
    <>
      <h1>{t('documents.mine.title')}</h1>
      <p>{t('documents.mine.lead')}</p>
      <form onSubmit={(event) => event.preventDefault()}>
        <div className="field">
          <label htmlFor="kind">{t('documents.mine.kind')}</label>
          <select
            id="kind"
            value={kind}
            onChange={({ target }) => setKind(target.value as Kind | 'all')}
          >
            <option value="all">{t('documents.mine.allKinds')}</option>
            {KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`documents.mine.kind.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <YearChoice
          {...{ year }}
          years={yearsSince(documents.data?.pages[0]?.since ?? null, deviceNow())}
          onChoose={setYear}
        />
      </form>
      <QueryView query={documents}>
        {({ pages }) => (
          <Entries
            items={pages.flatMap(({ items }) => items)}
            isAll={kind === 'all' && year === 'all'}
            more={documents.hasNextPage ? () => void documents.fetchNextPage() : undefined}
          />
        )}
      </QueryView>
      <p>
        <a href={`/${locale}/account/statement`}>{t('documents.mine.thisMonth')}</a>
      </p>
    </>
  );
}

interface YearChoiceProps {
  readonly year: number | 'all';
  readonly years: readonly number[];
  readonly onChoose: (year: number | 'all') => void;
}

function YearChoice({ year, years, onChoose }: YearChoiceProps) {
  const { t } = useReader();
  return (
    <div className="field">
      <label htmlFor="year">{t('documents.mine.year')}</label>
      <select
        id="year"
        value={year}
        onChange={({ target }) => onChoose(target.value === 'all' ? 'all' : Number(target.value))}
      >
        <option value="all">{t('documents.mine.allYears')}</option>
        {years.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </div>
  );
}

interface EntriesProps extends Pick<OwnDocuments, 'items'> {
  /** Nothing is left out by a choice. */
  readonly isAll: boolean;
  /** Undefined when all is there. */
  readonly more: (() => void) | undefined;
}

function Entries({ items, isAll, more }: EntriesProps) {
  const { t } = useReader();
  if (items.length === 0) {
    return (
      <EmptyState title={t(isAll ? 'documents.mine.none' : 'documents.mine.noneChosen')}>
        <p>{t(isAll ? 'documents.mine.noneDetail' : 'documents.mine.noneChosenDetail')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="entries">
        {items.map((document) => (
          <DocumentEntry
            key={`${document.number} ${document.side} ${document.month} ${document.year}`}
            {...{ document }}
          />
        ))}
      </ul>
      {more && (
        <button type="button" className="quiet" onClick={more}>
          {t('documents.mine.more')}
        </button>
      )}
    </>
  );
}
