import { useState } from 'react';
import type { KycCase } from '@edu/client';
import { profileDecideKycCase } from '@edu/client/fields';
import {
  Choice,
  fieldText,
  Form,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  toast,
  useReader,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { REJECTIONS } from '../checks.ts';

const {
  '/decision/kind': KIND,
  '/decision/validUntil': VALID_UNTIL,
  '/decision/reason': REASON,
  '/decision/note': NOTE,
} = profileDecideKycCase;

interface DecisionFormProps {
  readonly found: KycCase;
  readonly onDecided: (changed: KycCase) => void;
}

/** Yes or no, and why. */
export function DecisionForm({ found, onDecided }: DecisionFormProps) {
  const { t } = useReader();
  const api = useApi();
  const [kind, setKind] = useState<string>();
  const { caseId, longestMonths } = found;
  const decide = async (values: FormData) => {
    const validUntil = fieldText(values, VALID_UNTIL);
    const reason = REJECTIONS.find((one) => one === fieldText(values, REASON));
    const note = fieldText(values, NOTE);
    const decision =
      kind === 'approve'
        ? { kind: 'approve' as const, ...(validUntil && { validUntil }) }
        : { kind: 'reject' as const, reason: reason!, ...(note && { note }) };
    const changed = await api.post('/api/v1/staff/kyc/{caseId}/decide', {
      params: { path: { caseId } },
      body: { decision },
    });
    onDecided(changed);
    toast(t('verification.case.decided'));
  };
  return (
    <section className="card" aria-labelledby="decide">
      <h2 id="decide">{t('verification.case.decide')}</h2>
      <Form onSubmit={decide}>
        <Choice
          field={KIND}
          legend={t('verification.case.decide')}
          options={[
            { value: 'approve', label: t('verification.case.approve') },
            { value: 'reject', label: t('verification.case.reject') },
          ]}
          onChange={(value) => setKind(value)}
        />
        {kind === 'approve' && (
          <TextField
            field={VALID_UNTIL}
            label={t('verification.case.validUntil')}
            hint={t('verification.case.validUntilHint', { months: longestMonths ?? 0 })}
          />
        )}
        {kind === 'reject' && (
          <>
            <SelectField field={REASON} label={t('verification.case.reason')} defaultValue="">
              <option value="" disabled />
              {REJECTIONS.map((reason) => (
                <option key={reason} value={reason}>
                  {t(`verification.rejection.${reason}`)}
                </option>
              ))}
            </SelectField>
            <TextArea
              field={NOTE}
              label={t('verification.case.note')}
              hint={t('verification.case.noteHint')}
            />
          </>
        )}
        <SubmitButton>{t('verification.case.confirm')}</SubmitButton>
      </Form>
    </section>
  );
}
