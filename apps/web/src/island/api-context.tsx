import { createContext, use, type ReactNode } from 'react';
import type { Client } from '@edu/client';
import type { PageData } from './page-data.ts';

interface Island {
  readonly api: Client;
  readonly page: PageData;
}

const IslandContext = createContext<Island | undefined>(undefined);

export function ApiProvider({ api, page, children }: Island & { children: ReactNode }) {
  return <IslandContext value={{ api, page }}>{children}</IslandContext>;
}

function useIsland(): Island {
  const island = use(IslandContext);
  if (!island) throw new Error('this component stands outside of an island');
  return island;
}

/** The API, on behalf of whoever is signed in. */
export const useApi = (): Client => useIsland().api;

/** A value of the address's pattern: `id` of `/lessons/:id`. */
export function useParam(name: string): string {
  const value = useIsland().page.params[name];
  if (value === undefined) throw new Error(`the address of this page has no ${name}`);
  return value;
}

/** Public data that the server gave this page. */
export const usePageData = <D,>(): D => useIsland().page.data as D;
