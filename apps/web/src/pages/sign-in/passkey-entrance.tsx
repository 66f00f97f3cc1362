import { useEffect, useRef, useState } from 'react';
import type { CookieSession, PasskeyAssertion } from '@edu/client';
import { ErrorNotice, Form, SubmitButton, useTexts } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import {
  answerWithPasskey,
  canOfferPasskeys,
  hasPasskeys,
} from '../../passkey/browser-passkeys.ts';
import { NoPasskey } from '../../passkey/no-passkey.tsx';

interface PasskeyEntranceProps {
  readonly onDone: (user: CookieSession['user']) => void;
  /** Does what may sign in. */
  readonly attempt: (work: Promise<void>) => Promise<void>;
}

/** Before a challenge expires. */
const OFFER_MS = 4 * 60_000;

/** By passkey: with a button, and wherever the browser offers one in the field for the address. */
export function PasskeyEntrance({ onDone, attempt }: PasskeyEntranceProps) {
  const t = useTexts();
  const api = useApi();
  const offer = useRef(new AbortController());
  const [offers, setOffers] = useState(0);
  const [declined, setDeclined] = useState(false);
  const [error, setError] = useState<unknown>();

  const ask = (signal?: AbortSignal) =>
    api.post('/api/v1/auth/passkey/options', { body: {}, signal });
  const enter = async (credential: PasskeyAssertion) =>
    onDone((await api.post('/api/v1/auth/passkey', { body: { credential } })).user);

  useEffect(() => {
    const controller = new AbortController();
    offer.current = controller;
    const { signal } = controller;
    const again = setTimeout(() => setOffers(offers + 1), OFFER_MS);
    const run = async () => {
      if (!(await canOfferPasskeys())) return;
      // Nobody asked for it: where it cannot be had, the button says why.
      const request = await ask(signal).catch(() => undefined);
      if (!request || signal.aborted) return;
      const credential = await answerWithPasskey(request, { mediation: 'conditional', signal });
      if (!credential) return;
      setError(undefined);
      await attempt(enter(credential)).catch(setError);
      setOffers(offers + 1);
    };
    run().catch(setError);
    return () => {
      clearTimeout(again);
      controller.abort();
    };
    // What it calls changes with each rendering, and does the same.
  }, [offers]);

  const press = async () => {
    // A browser has one question open at a time.
    offer.current.abort();
    setError(undefined);
    setDeclined(false);
    try {
      const credential = await answerWithPasskey(await ask());
      if (!credential) return setDeclined(true);
      await attempt(enter(credential));
    } finally {
      setOffers(offers + 1);
    }
  };
  if (!hasPasskeys()) return null;
  return (
    <>
      <Form onSubmit={press}>
        <SubmitButton quiet>{t('account.signIn.byPasskey')}</SubmitButton>
      </Form>
      {declined && <NoPasskey />}
      {error !== undefined && <ErrorNotice error={error} />}
    </>
  );
}
