import { Notice, useTexts } from '@edu/ui';

/** The person turned away, or the device has no passkey of ours. */
export function NoPasskey() {
  const t = useTexts();
  return (
    <Notice tone="info" title={t('proof.noPasskey')}>
      <p>{t('proof.noPasskeyDetail')}</p>
    </Notice>
  );
}
