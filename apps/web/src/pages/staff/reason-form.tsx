import type { FieldRules } from '@edu/client';
import { fieldText, Form, SubmitButton, TextArea, useReader } from '@edu/ui';

interface ReasonFormProps {
  readonly field: FieldRules;
  /** What comes of it, where the button that led here does not say so. */
  readonly means?: string;
  readonly label?: string;
  /** Who reads it. */
  readonly hint: string;
  /** On the button. */
  readonly send?: string;
  readonly onSubmit: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Why something is decided so, in the words of whoever decides. */
export function ReasonForm({ field, means, hint, onSubmit, onClose, ...texts }: ReasonFormProps) {
  const { t } = useReader();
  const { label = t('staff.reason'), send = t('staff.confirm') } = texts;
  return (
    <Form onSubmit={(values) => onSubmit(fieldText(values, field).trim())}>
      {means && <p>{means}</p>}
      <TextArea field={field} label={label} hint={hint} rows={3} dir="auto" />
      <SubmitButton>{send}</SubmitButton>
      <button type="button" className="quiet" onClick={onClose}>
        {t('site.close')}
      </button>
    </Form>
  );
}
