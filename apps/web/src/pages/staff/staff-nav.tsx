import { useReader } from '@edu/ui';
import { useMe } from '../../island/use-me.ts';
import { staffPlacesOf, type StaffPlace } from '../../shell/staff-places.ts';
import { hasWaiting, WaitingBadge } from './waiting-badge.tsx';

/** The pages of the team that its reader may use. */
export function StaffNav({ at }: { readonly at: StaffPlace }) {
  const { locale, t } = useReader();
  const me = useMe().data;
  return (
    <nav className="places" aria-label={t('staff.nav')}>
      <ul>
        {me &&
          staffPlacesOf(me).map((place) => (
            <li key={place}>
              <a
                href={`/${locale}/staff/${place}`}
                aria-current={place === at ? 'page' : undefined}
              >
                {t(`staff.places.${place}`)}
              </a>
              {hasWaiting(place) && <WaitingBadge place={place} />}
            </li>
          ))}
      </ul>
    </nav>
  );
}
