import type { Role } from '@edu/contract-kit';

/** What a route of the web may weigh on a first visit, kilobytes over the wire. */
export interface Budget {
  readonly total: number;
  readonly script: number;
}

/** A page of the web as the suites visit it. */
export interface WebRoute {
  readonly name: string;
  /** Without the language; `{provider}` is one of the demo tutors. */
  readonly path: string;
  /** Who is signed in; nobody where nothing is said. */
  readonly as?: Role;
  readonly budget: Budget;
}

/** Read before anybody has an account, often on the first visit of all. */
const PUBLIC: Budget = { total: 60, script: 15 };
const FORM: Budget = { total: 180, script: 140 };

/** Work without JavaScript. */
export const publicRoutes: readonly WebRoute[] = [
  { name: 'home', path: '', budget: PUBLIC },
  { name: 'search', path: '/search?what=maths', budget: PUBLIC },
  { name: 'provider', path: '/providers/{provider}', budget: PUBLIC },
];

export const memberRoutes: readonly WebRoute[] = [];

export const budgets = { PUBLIC, FORM };
