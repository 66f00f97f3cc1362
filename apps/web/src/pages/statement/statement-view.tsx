import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Statement } from '@edu/client';
import { intlLocale } from '@edu/contract-kit';
import { deviceNow, EmptyState, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { useMe } from '../../island/use-me.ts';
import { SaveButton } from '../lessons/save-button.tsx';
import { latestMonths } from './months.ts';
import { StatementAccount } from './statement-account.tsx';

const SIDES = ['provider', 'reserve', 'payer', 'credit'] as const;
const OF_TEACHERS: readonly string[] = ['provider', 'reserve'];
const TEACHING: readonly string[] = ['tutor', 'coach', 'mentor'];
type Side = Statement['as'];

/** A month of my account, every amount explained, and the same as a file. */
export function StatementView() {
  const { t } = useReader();
  const api = useApi();
  const me = useMe();
  const months = latestMonths(deviceNow());
  const [month, setMonth] = useState(months[0]!);
  const [chosen, setChosen] = useState<Side | undefined>(sideOf(location.search));
  const teaches = me.data?.roles.some((role) => TEACHING.includes(role)) ?? false;
  const as: Side = chosen ?? (teaches ? 'provider' : 'payer');
  const query = useQuery({
    queryKey: ['statement', month, as],
    enabled: me.data !== undefined,
    queryFn: ({ signal }) =>
      api.get('/api/v1/me/statement', { params: { query: { month, as } }, signal }),
  });
  return (
    <>
      <h1>{t('statement.title')}</h1>
      <form onSubmit={(event) => event.preventDefault()}>
        <MonthChoice {...{ months, month }} onChoose={setMonth} />
        <SideChoice {...{ as, teaches }} onChoose={setChosen} />
      </form>
      <QueryView query={query}>
        {({ accounts }) =>
          accounts.length === 0 ? (
            <EmptyState title={t('statement.empty')}>
              <p>{t(`statement.means.${as}`)}</p>
            </EmptyState>
          ) : (
            <>
              <p className="field-hint">{t(`statement.means.${as}`)}</p>
              {accounts.map((account) => (
                <StatementAccount key={account.opening.currency} {...{ account, as }} />
              ))}
              <div className="actions">
                <SaveButton
                  label={t('statement.download')}
                  name={`${t('statement.file')}-${month}.pdf`}
                  type="application/pdf"
                  load={() =>
                    api.get('/api/v1/me/statement.pdf', { params: { query: { month, as } } })
                  }
                />
              </div>
            </>
          )
        }
      </QueryView>
    </>
  );
}

/** Where a link says which one it is about. */
function sideOf(search: string): Side | undefined {
  const as = new URLSearchParams(search).get('as');
  return SIDES.find((side) => side === as);
}

interface MonthChoiceProps {
  readonly months: readonly string[];
  readonly month: string;
  readonly onChoose: (month: string) => void;
}

function MonthChoice({ months, month, onChoose }: MonthChoiceProps) {
  const { locale, t } = useReader();
  const format = new Intl.DateTimeFormat(intlLocale(locale), {
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  });
  return (
    <div className="field">
      <label htmlFor="month">{t('statement.month')}</label>
      <select id="month" value={month} onChange={({ target }) => onChoose(target.value)}>
        {months.map((one) => (
          <option key={one} value={one}>
            {format.format(new Date(`${one}-01T00:00:00Z`))}
          </option>
        ))}
      </select>
    </div>
  );
}

interface SideChoiceProps {
  readonly as: Side;
  readonly teaches: boolean;
  readonly onChoose: (as: Side) => void;
}

function SideChoice({ as, teaches, onChoose }: SideChoiceProps) {
  const { t } = useReader();
  const sides = SIDES.filter((side) => teaches || !OF_TEACHERS.includes(side));
  return (
    <div className="field">
      <label htmlFor="side">{t('statement.side')}</label>
      <select id="side" value={as} onChange={({ target }) => onChoose(target.value as Side)}>
        {sides.map((side) => (
          <option key={side} value={side}>
            {t(`statement.side.${side}`)}
          </option>
        ))}
      </select>
    </div>
  );
}
