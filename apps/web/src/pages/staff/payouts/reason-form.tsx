import type { FieldRules } from '@edu/client';
import { fieldText, Form, SubmitButton, TextArea, useReader } from '@edu/ui';

interface ReasonFormProps {
  readonly field: FieldRules;
  readonly onSubmit: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Why something is decided so, for the log. */
export function ReasonForm({ field, onSubmit, onClose }: ReasonFormProps) {
  const { t } = useReader();
  return (
    <Form onSubmit={(values) => onSubmit(fieldText(values, field).trim())}>
      <TextArea
        field={field}
        label={t('payouts.staff.reason')}
        hint={t('payouts.staff.reasonHint')}
        rows={3}
        dir="auto"
      />
      <SubmitButton>{t('payouts.staff.confirm')}</SubmitButton>
      <button type="button" className="quiet" onClick={onClose}>
        {t('site.close')}
      </button>
    </Form>
  );
}
