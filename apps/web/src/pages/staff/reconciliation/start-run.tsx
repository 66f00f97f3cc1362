import { useState } from 'react';
import type { ReconciliationRuns } from '@edu/client';
import { fieldText, Form, SelectField, SubmitButton, TextField, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { endOfDay, startOfDay } from '../days.ts';
import { decoded, partsOf } from './statement-parts.ts';

interface StartRunProps {
  readonly psps: ReconciliationRuns['psps'];
  readonly onStarted: () => void;
}

const WHAT = { name: 'what', required: true } as const;
const FROM = { name: 'from', required: true } as const;
const TO = { name: 'to', required: true } as const;
const FILE = { name: 'file', required: true } as const;
const BOOKS = 'books';
const DAY_MS = 86_400_000;

const today = () => new Date().toISOString().slice(0, 10);

/** From the first moment of one day until the last of another, or until now. */
function periodOf(from: string, to: string) {
  const until = Math.min(endOfDay(to).getTime(), Date.now());
  return { from: startOfDay(from).toISOString(), to: new Date(until).toISOString() };
}

/** What is held is held now. */
function lastDay() {
  const now = Date.now();
  return { from: new Date(now - DAY_MS).toISOString(), to: new Date(now).toISOString() };
}

/** Begins a comparison of some days; with the operator's file where a payment service lists nothing. */
export function StartRun({ psps, onStarted }: StartRunProps) {
  const { t } = useReader();
  const api = useApi();
  const ways = psps.flatMap(({ psp, lists, statements, balances }) => [
    ...(lists ? [{ value: `list ${psp}`, source: 'list', psp }] : []),
    ...(statements ? [{ value: `statement ${psp}`, source: 'statement', psp }] : []),
    ...(balances ? [{ value: `balance ${psp}`, source: 'balance', psp }] : []),
  ]);
  const [what, setWhat] = useState(BOOKS);
  const [sent, setSent] = useState<number>();
  const way = ways.find(({ value }) => value === what);
  const isStatement = way?.source === 'statement';
  const isBalance = way?.source === 'balance';
  const begin = async (values: FormData) => {
    const period = isBalance ? lastDay() : periodOf(fieldText(values, FROM), fieldText(values, TO));
    const kind = { statement: isStatement, balance: isBalance };
    const body = { ...period, ...(way && { psp: way.psp }), ...kind };
    const file = values.get(FILE.name);
    const parts = file instanceof File ? partsOf(decoded(await file.arrayBuffer())) : [];
    const { id } = await api.post('/api/v1/staff/reconciliation/runs', { body });
    try {
      for (const [index, csv] of parts.entries()) {
        setSent(Math.round((100 * index) / parts.length));
        await api.post('/api/v1/staff/reconciliation/runs/{id}/statement', {
          params: { path: { id } },
          body: { part: index + 1, csv, isLast: index === parts.length - 1 },
        });
      }
    } finally {
      setSent(undefined);
    }
    toast(t('reconciliation.started'));
    onStarted();
  };
  return (
    <Form onSubmit={begin}>
      <SelectField
        field={WHAT}
        label={t('reconciliation.whatLabel')}
        value={what}
        onChange={({ currentTarget }) => setWhat(currentTarget.value)}
      >
        <option value={BOOKS}>{t('reconciliation.what', { source: 'books', psp: '' })}</option>
        {ways.map(({ value, source, psp }) => (
          <option key={value} value={value}>
            {t('reconciliation.what', { source, psp })}
          </option>
        ))}
      </SelectField>
      {isBalance ? (
        <p className="field-hint">{t('reconciliation.balanceHint')}</p>
      ) : (
        <>
          <TextField
            field={FROM}
            label={t('reconciliation.from')}
            type="date"
            defaultValue={today()}
            max={today()}
          />
          <TextField
            field={TO}
            label={t('reconciliation.to')}
            hint={t('reconciliation.daysHint')}
            type="date"
            defaultValue={today()}
            max={today()}
          />
        </>
      )}
      {isStatement && (
        <TextField
          field={FILE}
          label={t('reconciliation.file')}
          hint={t('reconciliation.fileHint')}
          type="file"
          accept=".csv,text/csv,text/plain"
        />
      )}
      {sent !== undefined && <p>{t('reconciliation.sending', { percent: sent })}</p>}
      <SubmitButton>{t('reconciliation.begin')}</SubmitButton>
    </Form>
  );
}
