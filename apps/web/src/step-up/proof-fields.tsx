import { PasswordField, TextField, useTexts } from '@edu/ui';
import { isByCode, readableWay, type Way } from './proof.ts';

/** Where a proof is typed. */
export function ProofFields({ way }: { readonly way: Way }) {
  const t = useTexts();
  if (way.factor === 'password') {
    return (
      <PasswordField
        name="proof.password"
        label={t('proof.password')}
        autoComplete="current-password"
        maxLength={128}
        autoFocus
        required
      />
    );
  }
  return (
    <TextField
      name="proof.code"
      label={
        isByCode(way)
          ? t('proof.codeLabel', { address: readableWay(way) })
          : t(`proof.${way.factor}`)
      }
      className="code-input"
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={20}
      autoFocus
      required
    />
  );
}
