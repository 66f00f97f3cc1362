import type { FoundAccount, PasskeyInvitation } from '@edu/client';
import { deviceZone, Dialog, Form, SubmitButton, TextField, TimeText, useTexts } from '@edu/ui';
import { useState } from 'react';
import { useApi } from '../../island/api-context.tsx';

interface PasskeyLinkDialogProps {
  readonly account: FoundAccount;
  readonly onClose: () => void;
}

/** An admin makes the link with which somebody of staff adds a passkey, and hands it over. */
export function PasskeyLinkDialog({ account, onClose }: PasskeyLinkDialogProps) {
  const t = useTexts();
  const api = useApi();
  const [made, setMade] = useState<PasskeyInvitation>();
  const { userId, displayName: name } = account;
  const make = async () => {
    const params = { path: { userId } };
    setMade(await api.post('/api/v1/staff/accounts/{userId}/passkey-invitation', { params }));
  };
  return (
    <Dialog title={t('staff.accounts.passkeyWhom', { name })} onClose={onClose}>
      {made ? (
        <>
          <p role="status">{t('staff.accounts.passkeyHandOver')}</p>
          <TextField
            field={{ name: 'link' }}
            label={t('staff.accounts.passkeyLink')}
            defaultValue={made.link}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
          <p className="field-hint">
            {t('staff.accounts.passkeyUntil')} <TimeText at={made.expiresAt} zone={deviceZone()} />
          </p>
        </>
      ) : (
        <>
          <p>{t('staff.accounts.passkeyWhat')}</p>
          <Form onSubmit={make}>
            <SubmitButton>{t('staff.accounts.passkeyMake')}</SubmitButton>
          </Form>
        </>
      )}
    </Dialog>
  );
}
