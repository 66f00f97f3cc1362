import { Notice, useTexts } from '@edu/ui';

/** Recovery codes, which are shown this once, to be kept. */
export function RecoveryCodeList({ codes }: { readonly codes: readonly string[] }) {
  const t = useTexts();
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${codes.join('\n')}\n`)}`;
  return (
    <Notice tone="warn" title={t('account.security.codes')}>
      <p>{t('account.security.codesWhy')}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href={file} download="educonnect-recovery-codes.txt">
          {t('account.security.download')}
        </a>
      </p>
    </Notice>
  );
}
