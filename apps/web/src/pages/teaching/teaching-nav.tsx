import { useReader } from '@edu/ui';

const PLACES = ['profile', 'schedule', 'lessons', 'groups', 'earnings', 'payouts'] as const;

/** The places of somebody who teaches. */
export function TeachingNav({ at }: { readonly at: (typeof PLACES)[number] }) {
  const { locale, t } = useReader();
  return (
    <nav className="places" aria-label={t('teaching.nav')}>
      <ul>
        {PLACES.map((place) => (
          <li key={place}>
            <a
              href={`/${locale}/teaching/${place}`}
              aria-current={place === at ? 'page' : undefined}
            >
              {t(`teaching.${place}.short`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
