import { useEffect, useState } from 'react';
import { ApiError, type User } from '@edu/client';
import { useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { isSignedIn } from '../../island/signed-in.ts';
import { keptTicket } from '../../issuer/issuer-ticket.ts';
import { rememberLinks } from '../../shell/header-links.ts';
import { placeAfter } from './place-after.ts';

interface Entrance {
  /** The browser has not kept the session, so nothing would come of going on. */
  readonly isBlocked: boolean;
  readonly isSuspended: boolean;
  readonly enter: (user: Pick<User, 'roles'>, isNew: boolean) => void;
  /** Does what may sign in. @throws what is shown at the form */
  readonly attempt: (work: Promise<void>) => Promise<void>;
}

/** Goes on once somebody is signed in; Back does not lead here again. */
export function useEntrance(): Entrance {
  const { locale } = useReader();
  const [isBlocked, setBlocked] = useState(() => !navigator.cookieEnabled);
  const [isSuspended, setSuspended] = useState(false);
  return {
    isBlocked,
    isSuspended,
    enter: (user, isNew) => {
      rememberLinks(user);
      if (!isSignedIn()) return setBlocked(true);
      const toLink = keptTicket()?.kind === 'known';
      location.replace(
        toLink
          ? `/${locale}/sign-in/with${location.search}`
          : placeAfter(user, locale, location.search, isNew),
      );
    },
    attempt: async (work) => {
      setSuspended(false);
      try {
        await work;
      } catch (error) {
        if (!(error instanceof ApiError && error.is('auth.suspended'))) throw error;
        setSuspended(true);
      }
    },
  };
}

/** Whoever is signed in already, as far as the API agrees. */
export function useSignedInUser(): User | undefined {
  const api = useApi();
  const [user, setUser] = useState<User>();
  useEffect(() => {
    const isOver = new URLSearchParams(location.search).has('ended');
    if (!isSignedIn() || isOver) return;
    const controller = new AbortController();
    const { signal } = controller;
    api.get('/api/v1/me', { signal }).then(setUser, () => undefined); // then they sign in
    return () => controller.abort();
  }, [api]);
  return user;
}
