import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { bookingWriteReport } from '@edu/client/fields';
import { fieldText, Form, SubmitButton, TextArea, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

interface ReportFormProps {
  readonly id: string;
  readonly report: { readonly done: string; readonly next: string | null } | null;
}

/** What a provider says of a lesson. */
export function ReportForm({ id, report }: ReportFormProps) {
  const { t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const save = async (values: FormData) => {
    const done = fieldText(values, bookingWriteReport['/done']).trim();
    const next = fieldText(values, bookingWriteReport['/next']).trim();
    const params = { path: { id } };
    const outcome = await api.put('/api/v1/bookings/{id}/report', { params, body: { done, next } });
    toast(t('outcome.reportSaved'));
    setOpen(false);
    queries.setQueryData(['outcome', id], outcome);
  };
  if (!isOpen) {
    return (
      <button type="button" className="quiet" onClick={() => setOpen(true)}>
        {t(report ? 'outcome.changeReport' : 'outcome.writeReport')}
      </button>
    );
  }
  return (
    <Form onSubmit={save}>
      <TextArea
        field={bookingWriteReport['/done']}
        label={t('outcome.report')}
        hint={t('outcome.reportHint')}
        defaultValue={report?.done ?? ''}
        rows={4}
        dir="auto"
      />
      <TextArea
        field={bookingWriteReport['/next']}
        label={t('outcome.reportNext')}
        hint={t('outcome.nextHint')}
        defaultValue={report?.next ?? ''}
        rows={3}
        dir="auto"
      />
      <SubmitButton>{t('outcome.saveReport')}</SubmitButton>
    </Form>
  );
}
