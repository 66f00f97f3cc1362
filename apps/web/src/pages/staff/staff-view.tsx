import { useEffect } from 'react';
import type { User } from '@edu/client';
import { useReader } from '@edu/ui';
import { rememberLinks } from '../../shell/header-links.ts';
import { staffPlacesOf } from '../../shell/staff-places.ts';
import { StaffOnly } from './staff-only.tsx';

/** Where somebody of the team begins: every page that their roles may use. */
export function StaffView() {
  const { t } = useReader();
  return (
    <div className="account">
      <h1>{t('staff.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).length > 0}>
        {(me) => <Places me={me} />}
      </StaffOnly>
    </div>
  );
}

function Places({ me }: { readonly me: User }) {
  const { locale, t } = useReader();
  // Whoever got the role while signed in has the link on the next page.
  useEffect(() => rememberLinks(me), [me]);
  return (
    <ul className="cards">
      {staffPlacesOf(me).map((place) => (
        <li key={place} className="card">
          <h2>
            <a href={`/${locale}/staff/${place}`}>{t(`staff.places.${place}`)}</a>
          </h2>
          <p>{t(`staff.places.${place}What`)}</p>
        </li>
      ))}
    </ul>
  );
}
