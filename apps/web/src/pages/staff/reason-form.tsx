import type { FieldRules } from '@edu/client';
import { fieldText, Form, SubmitButton, TextArea, useReader } from '@edu/ui';

interface ReasonFormProps {
  readonly field: FieldRules;
  /** Who reads it. */
  readonly hint: string;
  readonly onSubmit: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Why something is decided so, for the log. */
export function ReasonForm({ field, hint, onSubmit, onClose }: ReasonFormProps) {
  const { t } = useReader();
  return (
    <Form onSubmit={(values) => onSubmit(fieldText(values, field).trim())}>
      <TextArea field={field} label={t('staff.reason')} hint={hint} rows={3} dir="auto" />
      <SubmitButton>{t('staff.confirm')}</SubmitButton>
      <button type="button" className="quiet" onClick={onClose}>
        {t('site.close')}
      </button>
    </Form>
  );
}
