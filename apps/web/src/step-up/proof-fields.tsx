import { authProveStepUp as fields } from '@edu/client/fields';
import { PasswordField, TextField, useTexts } from '@edu/ui';
import { CodeField } from '../pages/account/code-field.tsx';
import { isByCode, readableWay, type Way } from './proof.ts';

/** Where a proof is typed. */
export function ProofFields({ way }: { readonly way: Way }) {
  const t = useTexts();
  if (way.factor === 'password') {
    return (
      <PasswordField
        field={fields['/proof/password']}
        label={t('proof.password')}
        autoComplete="current-password"
        autoFocus
      />
    );
  }
  if (way.factor === 'passkey') return <p className="field-hint">{t('proof.passkeyHint')}</p>;
  if (way.factor === 'recovery_code') {
    return (
      <TextField
        field={fields['/proof/code']}
        label={t('proof.recovery_code')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
      />
    );
  }
  return (
    <CodeField
      field={fields['/proof/code']}
      label={isByCode(way) ? t('proof.codeLabel', { address: readableWay(way) }) : t('proof.totp')}
      autoFocus
    />
  );
}
