import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

interface Page {
  readonly nextCursor: string | null;
}

/** What a page is asked for with: nothing of the first one. */
export interface PageAsk {
  readonly cursor?: string;
}

/** A list that is read page by page, each where the last one ended. */
export const usePages = <P extends Page>(
  queryKey: QueryKey,
  ask: (page: PageAsk, signal: AbortSignal) => Promise<P>,
) =>
  useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam: cursor, signal }) => ask(cursor === undefined ? {} : { cursor }, signal),
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
