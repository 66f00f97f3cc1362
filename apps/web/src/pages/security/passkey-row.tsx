import { useRef, useState } from 'react';
import type { Passkey } from '@edu/client';
import { authRenamePasskey as fields } from '@edu/client/fields';
import { deviceZone, fieldText, Form, SubmitButton, TextField, TimeText, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

interface PasskeyRowProps {
  readonly passkey: Passkey;
  readonly onRenamed: () => Promise<void>;
  readonly onRemove: () => Promise<void>;
}

/** One passkey, by what its owner calls it. */
export function PasskeyRow({ passkey, onRenamed, onRemove }: PasskeyRowProps) {
  const t = useTexts();
  const api = useApi();
  const busy = useRef(false);
  const [removing, setRemoving] = useState(false);
  const [renaming, setRenaming] = useState(false);
  const { id, isSynced, createdAt, lastUsedAt } = passkey;
  const name = passkey.name ?? t('account.passkeys.nameless');

  const rename = async (values: FormData) => {
    const body = { name: fieldText(values, fields['/name']) };
    await api.patch('/api/v1/me/passkeys/{id}', { params: { path: { id } }, body });
    await onRenamed();
    setRenaming(false);
  };
  const remove = async () => {
    if (busy.current) return;
    busy.current = true;
    setRemoving(true);
    await onRemove();
    busy.current = false;
    setRemoving(false);
  };
  if (renaming) {
    return (
      <li>
        <Form onSubmit={rename}>
          <TextField
            field={fields['/name']}
            label={t('account.passkeys.name')}
            defaultValue={name}
            autoComplete="off"
            autoFocus
          />
          <p className="actions">
            <SubmitButton>{t('site.save')}</SubmitButton>
            <button type="button" className="quiet" onClick={() => setRenaming(false)}>
              {t('site.cancel')}
            </button>
          </p>
        </Form>
      </li>
    );
  }
  return (
    <li>
      <div>
        <p>
          <strong>{name}</strong>
          {isSynced && <span className="tag">{t('account.passkeys.synced')}</span>}
        </p>
        <p className="field-hint">
          {t('account.passkeys.since')} <TimeText at={createdAt} zone={deviceZone()} />
        </p>
        <p className="field-hint">
          {lastUsedAt === null ? (
            t('account.passkeys.unused')
          ) : (
            <>
              {t('account.devices.lastUsed')} <TimeText at={lastUsedAt} zone={deviceZone()} />
            </>
          )}
        </p>
      </div>
      <p className="actions">
        <button
          type="button"
          className="quiet"
          aria-label={t('account.passkeys.renameName', { name })}
          onClick={() => setRenaming(true)}
        >
          {t('account.passkeys.rename')}
        </button>
        <button
          type="button"
          className="danger"
          aria-disabled={removing}
          aria-label={t('account.passkeys.removeName', { name })}
          onClick={() => void remove()}
        >
          {t('account.passkeys.remove')}
        </button>
      </p>
    </li>
  );
}
