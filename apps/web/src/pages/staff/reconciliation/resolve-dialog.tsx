import type { Mismatch } from '@edu/client';
import { paymentResolveMismatch as fields } from '@edu/client/fields';
import { Choice, Dialog, fieldText, Form, SubmitButton, TextArea, toast, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';

interface ResolveDialogProps {
  readonly mismatch: Mismatch;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What became of money of nobody, or of a difference. */
const WAYS = {
  suspended: ['sent_back', 'kept', 'corrected'],
  plain: ['corrected', 'accepted'],
} as const;
type Way = (typeof WAYS)[keyof typeof WAYS][number];

/** Says what became of a mismatch, and why. */
export function ResolveDialog({ mismatch, onDone, onClose }: ResolveDialogProps) {
  const { t } = useReader();
  const api = useApi();
  const { id, suspended } = mismatch;
  const resolve = async (values: FormData) => {
    await api.post('/api/v1/staff/reconciliation/mismatches/{id}/resolve', {
      params: { path: { id } },
      body: {
        resolution: fieldText(values, fields['/resolution']) as Way,
        reason: fieldText(values, fields['/reason']).trim(),
      },
    });
    toast(t('site.saved'));
    onDone();
  };
  return (
    <Dialog title={t('reconciliation.resolveTitle')} onClose={onClose}>
      {suspended && <p>{t('reconciliation.suspendedMeans')}</p>}
      <Form onSubmit={resolve}>
        <Choice
          field={fields['/resolution']}
          legend={t('reconciliation.resolution')}
          options={WAYS[suspended ? 'suspended' : 'plain'].map((value) => ({
            value,
            label: t(`reconciliation.ways.${value}`),
          }))}
        />
        <TextArea
          field={fields['/reason']}
          label={t('reconciliation.reason')}
          hint={t('reconciliation.reasonHint')}
          rows={3}
          dir="auto"
        />
        <SubmitButton>{t('reconciliation.resolveSend')}</SubmitButton>
      </Form>
    </Dialog>
  );
}
