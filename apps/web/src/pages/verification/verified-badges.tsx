import type { Hit } from '@edu/client';
import { Icon, useReader } from '@edu/ui';
import { CHECKS, type Check } from './checks.ts';

type Verified = Hit['verified'];

/** Those that there are words for: a check of a later release has none yet. */
const known = (verified: Verified): Check[] =>
  CHECKS.filter((check) => (verified as readonly string[]).includes(check));

/** In a list of facts: the one that matters most to who looks for somebody. */
export function VerifiedBadge({ verified }: { readonly verified: Verified }) {
  const { t } = useReader();
  if (!known(verified).includes('identity')) return null;
  return (
    <li className="verified">
      <Icon name="shield" />
      {t('verification.badge.identity')}
    </li>
  );
}

/** All that was checked of somebody. */
export function VerifiedBadges({ verified }: { readonly verified: Verified }) {
  const { t } = useReader();
  const checks = known(verified);
  if (checks.length === 0) return null;
  return (
    <ul className="verified-badges" aria-label={t('verification.badges')}>
      {checks.map((check) => (
        <li key={check} className="verified">
          <Icon name="shield" />
          {t(`verification.badge.${check}`)}
        </li>
      ))}
    </ul>
  );
}
