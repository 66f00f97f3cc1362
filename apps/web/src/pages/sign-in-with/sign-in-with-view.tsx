import { useEffect, useRef, useState } from 'react';
import { ErrorNotice, Notice, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import type { KeptAttempt } from '../../issuer/issuer-attempt.ts';
import { CookiesBlocked } from '../account/cookies-blocked.tsx';
import { useEntrance } from '../account/use-entrance.ts';
import {
  questionIn,
  SecondFactorForm,
  type SecondQuestion,
} from '../sign-in/second-factor-form.tsx';
import { SuspendedNotice } from '../sign-in/sign-in-notice.tsx';

interface SignInWithViewProps {
  /** What the issuer sent the browser back with. */
  readonly query: string;
  /** Undefined where this tab asked nothing. */
  readonly kept: KeptAttempt | undefined;
}

/** Gives the answer of an issuer to the platform: somebody is signed in, or their accounts are linked. */
export function SignInWithView({ query, kept }: SignInWithViewProps) {
  const { locale, t } = useReader();
  const api = useApi();
  const { isBlocked, isSuspended, enter, attempt } = useEntrance();
  const [question, setQuestion] = useState<SecondQuestion>();
  const [error, setError] = useState<unknown>();
  const given = useRef(false);
  const back = `/${locale}${kept?.to === 'link' ? '/account/security' : `/sign-in${location.search}`}`;

  const give = async ({ attempt: begun, to }: KeptAttempt) => {
    const body = { attempt: begun, query };
    if (to === 'link') {
      await api.post('/api/v1/me/issuer-links', { body });
      location.replace(back);
    } else {
      enter((await api.post('/api/v1/auth/issuer-answer', { body })).user, false);
    }
  };
  useEffect(() => {
    // An answer is good once, and an effect may run twice.
    if (!kept || given.current) return;
    given.current = true;
    attempt(give(kept)).catch((failure: unknown) => {
      const asked = questionIn(failure);
      if (asked) setQuestion(asked);
      else setError(failure);
    });
    // What it calls changes with each rendering, and does the same.
  }, []);
  const waits = kept && !question && error === undefined && !isBlocked && !isSuspended;
  return (
    <div className="entrance">
      <h1>{t('account.issuers.returned')}</h1>
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
      {!kept && (
        <Notice tone="info" title={t('account.issuers.lost')}>
          <p>{t('account.issuers.lostDetail')}</p>
        </Notice>
      )}
      {error !== undefined && <ErrorNotice error={error} />}
      {!waits && !question && (
        <p>
          <a href={back}>{t('account.issuers.beginAgain')}</a>
        </p>
      )}
    </div>
  );
}
