import type { Actor } from '@edu/contract-kit';

/** On whose behalf something is done: a signed-in user, one of our services, or nobody known. */
export type Principal =
  | { readonly kind: 'user'; readonly actor: Actor }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'anonymous' };

export const ANONYMOUS: Principal = { kind: 'anonymous' };

export const userPrincipal = (actor: Actor): Principal => ({ kind: 'user', actor });

/** For what a service does by itself: jobs, events, calls without a user. */
export const servicePrincipal = (service: string): Principal => ({ kind: 'service', service });
