import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ApiError } from '@edu/client';
import { forgetKept, keepAnswer, type Kept } from '../../island/kept-answers.ts';
import { useOnline } from '../../island/offline-notice.tsx';
import { serverClock } from '../../island/server-clock.ts';
import { isSignedIn } from '../../island/signed-in.ts';

interface KeptQuery<T> {
  /** Of the query, and of what is kept. */
  readonly name: string;
  readonly ask: () => Promise<T>;
  /** What was kept, in place of an answer that cannot be had. */
  readonly kept: () => Kept<T> | undefined;
}

/** An answer that was kept, while there is none to be had; undefined when there is, or nothing is kept. */
export type Old<T> = Kept<T> | undefined;

/** Asks the API, and keeps the answer for reading it again without a network. */
export function useKeptQuery<T>({ name, ask, kept }: KeptQuery<T>): {
  query: UseQueryResult<T>;
  old: Old<T>;
} {
  const online = useOnline();
  const query = useQuery({
    queryKey: ['lessons', name],
    queryFn: async () => {
      const data = await ask();
      keepAnswer(name, data, serverClock.now()!); // it came with the answer
      return data;
    },
  });
  const cannotBeHad = !online || (query.error !== null && !isRefusal(query.error));
  if (query.data !== undefined || !cannotBeHad) return { query, old: undefined };
  if (!isSignedIn()) forgetKept();
  return { query, old: kept() };
}

/** The API has answered: what was kept says nothing that it does not know better. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.status < 500 && error.status !== 429;
}
