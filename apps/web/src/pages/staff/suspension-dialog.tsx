import type { FoundAccount, ReinstatementReason, SuspensionReason } from '@edu/client';
import { authReinstateAccount, authSuspendAccount } from '@edu/client/fields';
import { Dialog, fieldText, Form, SelectField, SubmitButton, toast, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

interface SuspensionDialogProps {
  readonly account: FoundAccount;
  readonly onDone: (account: FoundAccount) => void;
  readonly onClose: () => void;
}

/** Closes an account or opens it again, for a reason. */
export function SuspensionDialog({ account, onDone, onClose }: SuspensionDialogProps) {
  const t = useTexts();
  const api = useApi();
  const { userId, displayName: name, suspendedAt } = account;
  const isOpen = suspendedAt === null;
  const field = (isOpen ? authSuspendAccount : authReinstateAccount)['/reason'];
  const params = { path: { userId } };
  const submit = async (values: FormData) => {
    const reason = fieldText(values, field);
    const changed = isOpen
      ? await api.put('/api/v1/staff/accounts/{userId}/suspension', {
          params,
          body: { reason: reason as SuspensionReason },
        })
      : await api.post('/api/v1/staff/accounts/{userId}/reinstatement', {
          params,
          body: { reason: reason as ReinstatementReason },
        });
    toast(t('site.saved'));
    onDone(changed);
  };
  const [title, what, label] = isOpen
    ? (['suspendWhom', 'suspendWhat', 'suspend'] as const)
    : (['reinstateWhom', 'reinstateWhat', 'reinstate'] as const);
  return (
    <Dialog title={t(`staff.accounts.${title}`, { name })} onClose={onClose}>
      <p>{t(`staff.accounts.${what}`)}</p>
      <Form onSubmit={submit}>
        <SelectField field={field} label={t('staff.accounts.reason')} defaultValue="">
          <option value="" />
          {field.options.map((reason) => (
            <option key={reason} value={reason}>
              {t('staff.accounts.reasonIs', { reason })}
            </option>
          ))}
        </SelectField>
        <SubmitButton>{t(`staff.accounts.${label}`)}</SubmitButton>
      </Form>
    </Dialog>
  );
}
