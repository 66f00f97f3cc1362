import type { SignIn } from '@edu/client';
import { countryName, deviceZone, QueryView, TimeText, useReader, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { usePages } from '../../island/use-pages.ts';
import { deviceName } from '../account/device-name.ts';
import { wayOf } from './way-of.ts';

/** Who signed in to this account, or tried to. */
export function SignIns() {
  const t = useTexts();
  const api = useApi();
  const signIns = usePages(['sign-ins'], (page, signal) =>
    api.get('/api/v1/me/sign-ins', { params: { query: { limit: 10, ...page } }, signal }),
  );
  return (
    <section className="card" aria-labelledby="sign-ins">
      <h2 id="sign-ins">{t('account.signIns.title')}</h2>
      <p>{t('account.signIns.hint')}</p>
      <QueryView query={signIns}>
        {({ pages }) => (
          <>
            <ul className="devices">
              {pages
                .flatMap(({ items }) => items)
                .map((signIn) => (
                  <Entry key={signIn.id} signIn={signIn} />
                ))}
            </ul>
            {signIns.hasNextPage && (
              <p className="actions">
                <button
                  type="button"
                  className="quiet"
                  onClick={() => void signIns.fetchNextPage()}
                >
                  {t('account.signIns.more')}
                </button>
              </p>
            )}
          </>
        )}
      </QueryView>
      <p className="field-hint">{t('account.signIns.notMine')}</p>
    </section>
  );
}

function Entry({ signIn }: { readonly signIn: SignIn }) {
  const { locale, t } = useReader();
  const { at, country, current, newCountry, newDevice, outcome, tries } = signIn;
  const isIn = outcome === 'signed_in';
  const way = isIn ? t('account.signIns.way', { way: wayOf(signIn.methods) }) : '';
  const tags = [
    ...(current ? [t('account.signIns.thisOne')] : []),
    ...(newDevice ? [t('account.signIns.newDevice')] : []),
    ...(newCountry ? [t('account.signIns.newCountry')] : []),
    ...(tries > 1 ? [t('account.signIns.tries', { count: tries })] : []),
  ];
  return (
    <li>
      <div>
        <p>
          <strong>{t('account.signIns.outcome', { outcome })}</strong> {way}
          {tags.map((tag) => (
            <span key={tag} className="tag">
              {tag}
            </span>
          ))}
        </p>
        <p className="field-hint">
          <TimeText at={at} zone={deviceZone()} /> · {deviceName(signIn, t)}
          {country && ` · ${countryName(country, locale)}`}
        </p>
      </div>
    </li>
  );
}
