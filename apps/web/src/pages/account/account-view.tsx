import { QueryView, useReader } from '@edu/ui';
import { staffPlacesOf } from '../../shell/staff-places.ts';
import { givesLessons } from '../../shell/teaches.ts';
import { Addresses } from './addresses.tsx';
import { CalendarFeed } from './calendar-feed.tsx';
import { DataUse } from './data-use.tsx';
import { MessagePreferences } from './message-preferences.tsx';
import { ProfileForm } from './profile-form.tsx';
import { SignOut } from './sign-out.tsx';
import { useAccount } from './use-account.ts';

/** Who I am to the platform, how I am reached, and where I am signed in. */
export function AccountView() {
  const { locale, t } = useReader();
  const { account, show } = useAccount();
  return (
    <div className="account">
      <h1>{t('account.title')}</h1>
      <QueryView query={account}>
        {(user) => (
          <>
            <p className="roles">
              {t('account.roles')}{' '}
              {user.roles.map((role) => (
                <span key={role} className="tag">
                  {t(`account.role.${role}`)}
                </span>
              ))}
            </p>
            <ProfileForm user={user} onSaved={show} />
            <Addresses user={user} onChanged={show} />
            <section className="card" aria-labelledby="security">
              <h2 id="security">{t('account.security.title')}</h2>
              <p>
                <a href={`/${locale}/account/security`}>{t('account.security.open')}</a>
              </p>
            </section>
            {user.roles.some((role) => role === 'parent' || role === 'student') && (
              <section className="card" aria-labelledby="family">
                <h2 id="family">{t('account.family.title')}</h2>
                <p>
                  <a href={`/${locale}/account/family`}>{t('account.family.open')}</a>
                </p>
              </section>
            )}
            {givesLessons(user) && (
              <section className="card" aria-labelledby="verification">
                <h2 id="verification">{t('account.verification.title')}</h2>
                <p>
                  <a href={`/${locale}/account/verification`}>{t('account.verification.open')}</a>
                </p>
              </section>
            )}
            {staffPlacesOf(user).length > 0 && (
              <section className="card" aria-labelledby="team">
                <h2 id="team">{t('site.staff')}</h2>
                <p>
                  <a href={`/${locale}/staff`}>{t('account.team.open')}</a>
                </p>
              </section>
            )}
            <MessagePreferences hasEmail={user.email !== null} hasPhone={user.phone !== null} />
            <CalendarFeed />
            <section className="card" aria-labelledby="credit">
              <h2 id="credit">{t('account.credit.title')}</h2>
              <p>
                <a href={`/${locale}/account/credit`}>{t('account.credit.open')}</a>
              </p>
            </section>
            <section className="card" aria-labelledby="my-data">
              <h2 id="my-data">{t('account.data.title')}</h2>
              <p>
                <a href={`/${locale}/account/data`}>{t('account.data.open')}</a>
              </p>
            </section>
            <section className="card" aria-labelledby="documents">
              <h2 id="documents">{t('account.documents.title')}</h2>
              <p>
                <a href={`/${locale}/account/documents`}>{t('account.documents.open')}</a>
              </p>
            </section>
            <DataUse />
            <SignOut />
          </>
        )}
      </QueryView>
    </div>
  );
}
