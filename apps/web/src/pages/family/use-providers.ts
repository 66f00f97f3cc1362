import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Client } from '@edu/client';
import { useApi } from '../../island/api-context.tsx';
import { pageIn } from './caps-draft.ts';

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly headline?: string;
}

/** Milliseconds without a key press before anybody is asked. */
const PAUSE_MS = 300;
const MIN_LENGTH = 2;
/** Of each kind of provider. */
const FOUND = 4;
const LESSONS = 50;

/** Those with whom a child had lessons, or has. */
export function useKnownProviders(childId: string): readonly Named[] {
  const api = useApi();
  const lessons = useQuery({
    queryKey: ['family', 'taught', childId],
    queryFn: ({ signal }) =>
      api.get('/api/v1/bookings', {
        params: { query: { as: 'parent', learnerId: childId, limit: LESSONS } },
        signal,
      }),
  });
  const people = new Map<string, Named>();
  for (const { providerId: id, providerName: name } of lessons.data?.items ?? []) {
    if (name) people.set(id, { id, name });
  }
  return [...people.values()];
}

/** Whoever has a name, or a page, like what was typed; undefined while nothing was. */
export function useFoundProviders(typed: string) {
  const api = useApi();
  const wanted = usePaused(typed.trim());
  return useQuery({
    queryKey: ['family', 'find', wanted],
    queryFn: () => find(api, wanted),
    enabled: wanted.length >= MIN_LENGTH,
    placeholderData: (before) => (wanted.length >= MIN_LENGTH ? before : undefined),
  });
}

async function find(api: Client, wanted: string): Promise<Named[]> {
  const page = pageIn(wanted);
  if (page) return [await profileOf(api, page)];
  const params = { query: { q: wanted, limit: FOUND } };
  const pages = await Promise.all([
    api.get('/api/v1/search/tutors', { params }),
    api.get('/api/v1/search/coaches', { params }),
    api.get('/api/v1/search/mentors', { params }),
  ]);
  return pages.flatMap(({ items }) =>
    items.map(({ providerId, displayName, headline }) => ({
      ...{ id: providerId, name: displayName, headline },
    })),
  );
}

/** @param page an id, or the readable end of an address */
async function profileOf(api: Client, page: string): Promise<Named> {
  const profile = await api.get('/api/v1/profiles/{id}', { params: { path: { id: page } } });
  const { providerId: id, displayName: name, headline } = profile;
  return { id, name, headline };
}

/** Names by ids; none of who is not shown any more. @param known those that need not be asked for */
export function useNames(
  ids: readonly string[],
  known: readonly Named[],
): ReadonlyMap<string, string> {
  const api = useApi();
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const asked = useQueries({
    queries: ids
      .filter((id) => !names.has(id))
      .map((id) => ({
        queryKey: ['family', 'provider', id],
        queryFn: () => profileOf(api, id),
      })),
  });
  for (const { data } of asked) if (data) names.set(data.id, data.name);
  return names;
}

/** What it was when it had not changed for a moment. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
