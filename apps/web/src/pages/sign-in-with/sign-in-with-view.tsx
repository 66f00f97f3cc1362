import { useEffect, useRef, useState } from 'react';
import { deviceNow, ErrorNotice, Notice, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { isSignedIn } from '../../island/signed-in.ts';
import type { KeptAttempt } from '../../issuer/issuer-attempt.ts';
import {
  forgetTicket,
  keepTicket,
  keptTicket,
  ticketIn,
  type KeptTicket,
} from '../../issuer/issuer-ticket.ts';
import { suggestedName } from '../../issuer/suggested-name.ts';
import { CookiesBlocked } from '../account/cookies-blocked.tsx';
import { useEntrance } from '../account/use-entrance.ts';
import {
  questionIn,
  SecondFactorForm,
  type SecondQuestion,
} from '../sign-in/second-factor-form.tsx';
import { SuspendedNotice } from '../sign-in/sign-in-notice.tsx';
import { NewcomerForm } from './newcomer-form.tsx';

interface SignInWithViewProps {
  /** What the issuer sent the browser back with. */
  readonly query: string;
  /** Undefined where this tab asked nothing. */
  readonly kept: KeptAttempt | undefined;
}

/**
 * Gives the answer of an issuer to the platform: somebody is signed in, signs up, or their accounts are
 * linked, at once or after they have signed in another way.
 */
export function SignInWithView({ query, kept }: SignInWithViewProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const { isBlocked, isSuspended, enter, attempt } = useEntrance();
  const [question, setQuestion] = useState<SecondQuestion>();
  const [ticket, setTicket] = useState(() => (kept ? undefined : keptTicket()));
  const [error, setError] = useState<unknown>();
  const given = useRef(false);
  const signIn = `/${locale}/sign-in${location.search}`;
  const back = kept?.to === 'link' ? `/${locale}/account/security` : signIn;
  const links = !kept && ticket?.kind === 'known' && isSignedIn();

  const give = async ({ attempt: begun, to }: KeptAttempt) => {
    const body = { attempt: begun, query };
    if (to === 'link') {
      await api.post('/api/v1/me/issuer-links', { body });
      location.replace(back);
    } else {
      enter((await api.post('/api/v1/auth/issuer-answer', { body })).user, false);
    }
  };
  const link = async ({ ticket: given }: KeptTicket) => {
    forgetTicket();
    await api.post('/api/v1/me/issuer-links/ticket', { body: { ticket: given } });
    enter(await api.get('/api/v1/me'), false);
  };
  /** An answer may be sent on with a ticket. @throws what is shown otherwise */
  const sendOn = (failure: unknown) => {
    const next = ticketIn(failure, deviceNow());
    if (!next) throw failure;
    keepTicket(next);
    setTicket(next);
  };
  useEffect(() => {
    // An answer is good once, and an effect may run twice.
    if (given.current || (!kept && !links)) return;
    given.current = true;
    attempt(kept ? give(kept) : link(ticket!))
      .catch((failure: unknown) => {
        const asked = questionIn(failure);
        if (asked) setQuestion(asked);
        else sendOn(failure);
      })
      .catch(setError);
    // What it calls changes with each rendering, and does the same.
  }, []);
  const stops = question !== undefined || error !== undefined || isBlocked || isSuspended;
  const waits = !stops && (links || (kept !== undefined && !ticket));
  return (
    <div className="entrance">
      <h1>{t(ticket ? 'account.issuers.welcome' : 'account.issuers.returned')}</h1>
      {isBlocked && <CookiesBlocked />}
      {isSuspended && <SuspendedNotice />}
      {question && (
        <SecondFactorForm
          question={question}
          onDone={(user) => enter(user, false)}
          onBack={() => location.assign(back)}
        />
      )}
      {waits && (
        <p className="skeleton" role="status">
          {t('site.loading')}
        </p>
      )}
      {ticket?.kind === 'known' && !links && (
        <Notice tone="info" title={t('account.issuers.known')}>
          <p>{t('account.issuers.knownDetail', { name: ticket.name })}</p>
          <p>
            <a className="button" href={signIn}>
              {t('account.issuers.toSignIn')}
            </a>
          </p>
        </Notice>
      )}
      {ticket && ticket.kind !== 'known' && (
        <NewcomerForm
          kept={ticket}
          suggested={suggestedName(query)}
          attempt={(work) => attempt(work.catch(sendOn))}
          onDone={(user) => {
            forgetTicket();
            enter(user, true);
          }}
        />
      )}
      {!kept && !ticket && (
        <Notice tone="info" title={t('account.issuers.lost')}>
          <p>{t('account.issuers.lostDetail')}</p>
        </Notice>
      )}
      {error !== undefined && <ErrorNotice error={error} />}
      {!waits && !question && (!ticket || links) && (
        <p>
          <a href={back}>{t(links ? 'account.goOn' : 'account.issuers.beginAgain')}</a>
        </p>
      )}
    </div>
  );
}
