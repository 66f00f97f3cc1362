import type { GivenConsent } from '@edu/client';
import { useReader } from '@edu/ui';

type Kind = 'care' | 'recording';

/** The text that the reader sees, as it is named in what they agree to. */
export function useConsent(kind: Kind): GivenConsent {
  const { locale, t } = useReader();
  return { version: t(`family.consent.${kind}.version`), locale };
}

/** The text, and the box that says that it was read. */
export function ConsentBox({ kind }: { readonly kind: Kind }) {
  const { t } = useReader();
  return (
    <div className="consent">
      <p>{t(`family.consent.${kind}.text`)}</p>
      <label className="check">
        <input type="checkbox" required />
        <span>{t('family.consent.agree')}</span>
      </label>
    </div>
  );
}
