import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Passkey } from '@edu/client';
import {
  EmptyState,
  ErrorNotice,
  Form,
  Notice,
  QueryView,
  SubmitButton,
  toast,
  useTexts,
} from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { hasPasskeys, isNumericHost, makePasskey } from '../../passkey/browser-passkeys.ts';
import { NoPasskey } from '../../passkey/no-passkey.tsx';
import { forgetInvitation } from './invitation.ts';
import { PasskeyRow } from './passkey-row.tsx';

const KEY = ['passkeys'];

/** The passkeys of the account, and how to add one. */
export function Passkeys({ invitation }: { readonly invitation?: string | undefined }) {
  const t = useTexts();
  const api = useApi();
  const queries = useQueryClient();
  const [said, setSaid] = useState<'declined' | 'known'>();
  const [error, setError] = useState<unknown>();
  const [isInvited, setInvited] = useState(invitation !== undefined);
  const passkeys = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/v1/me/passkeys', { signal }),
  });
  const changed = () => queries.invalidateQueries({ queryKey: KEY });
  const add = async () => {
    setSaid(undefined);
    const made = await makePasskey(await api.post('/api/v1/me/passkeys/options'));
    if (made === undefined) return setSaid('declined');
    if (made === 'known') return setSaid('known');
    await api.post('/api/v1/me/passkeys', {
      body: { credential: made, ...(isInvited && invitation && { invitation }) },
    });
    if (isInvited) {
      // The next token says that there is a passkey: the tools of staff open at once.
      await api.post('/api/v1/auth/refresh', { body: {} });
      forgetInvitation();
      setInvited(false);
    }
    toast(t('account.passkeys.added'));
    await changed();
  };
  const remove = async ({ id }: Passkey) => {
    setError(undefined);
    try {
      await api.delete('/api/v1/me/passkeys/{id}', { params: { path: { id } } });
      toast(t('account.passkeys.removed'));
    } catch (failure) {
      setError(failure);
    }
    await changed();
  };
  return (
    <section className="card" aria-labelledby="passkeys">
      <h2 id="passkeys">{t('account.passkeys.title')}</h2>
      <p>{t('account.passkeys.why')}</p>
      {isInvited && (
        <Notice tone="info" title={t('account.passkeys.invited')}>
          <p>{t('account.passkeys.invitedDetail')}</p>
        </Notice>
      )}
      <QueryView query={passkeys}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('account.passkeys.none')} />
          ) : (
            <ul className="devices">
              {items.map((passkey) => (
                <PasskeyRow
                  key={passkey.id}
                  passkey={passkey}
                  onRenamed={changed}
                  onRemove={() => remove(passkey)}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
      {error !== undefined && <ErrorNotice error={error} />}
      {said === 'declined' && <NoPasskey />}
      {said === 'known' && <Notice tone="info" title={t('account.passkeys.known')} />}
      {hasPasskeys() ? (
        <Form onSubmit={add}>
          <SubmitButton>{t('account.passkeys.add')}</SubmitButton>
        </Form>
      ) : (
        <NotHere />
      )}
    </section>
  );
}

/** Why none can be added here. */
function NotHere() {
  const t = useTexts();
  if (!isNumericHost()) return <p className="field-hint">{t('account.passkeys.oldBrowser')}</p>;
  const { href, hostname } = location;
  return (
    <p className="field-hint">
      {t('account.passkeys.numeric')}{' '}
      <a href={href.replace(`//${hostname}`, '//localhost')}>localhost</a>
    </p>
  );
}
