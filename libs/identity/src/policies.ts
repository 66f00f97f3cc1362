import { platformErrors, type ProblemType } from '@edu/contract-kit';
import type { Principal } from './principal.ts';

/** Whether something is true of a principal and a resource. */
export type Rule<R> = (principal: Principal, resource: R) => boolean;

/** `not found`: the principal is not to know that there is such a thing. */
export type Verdict = 'allow' | 'deny' | 'not found';

export interface Policy<R> {
  /** Who may do it. */
  readonly allow: Rule<R>;
  /** To whom else the resource exists: they are denied. Nobody by default. */
  readonly visible?: Rule<R>;
  /** How a denial is answered; `platform.forbidden` by default. */
  readonly denied?: ProblemType;
  /** How all others are answered, and everybody where there is nothing; `platform.not_found` by default. */
  readonly notFound?: ProblemType;
}

type Table = Readonly<Record<string, Policy<never>>>;
type ResourceOf<P> = P extends { readonly allow: Rule<infer R> } ? R : never;

export interface Policies<T extends Table> {
  readonly actions: readonly (keyof T & string)[];
  /** What no rule allows is denied, an action without a rule too. */
  judge<A extends keyof T & string>(
    action: A,
    principal: Principal,
    resource: ResourceOf<T[A]> | null,
  ): Verdict;
  /**
   * The resource, for a principal who may do this with it.
   *
   * @throws the `denied` or the `notFound` of the action's policy
   */
  check<A extends keyof T & string, R extends ResourceOf<T[A]>>(
    action: A,
    principal: Principal,
    resource: R | null,
  ): R;
}

/**
 * Who may do what, in one table for each service; a test of the service tries every action as
 * everybody. Queries besides keep the owner in their condition, so that another's thing takes as long
 * as one that does not exist.
 *
 * @example
 * export const bookingPolicies = definePolicies({
 *   'booking.cancel': {
 *     allow: anyOf<Parties>(owner('learnerId'), owner('providerId')),
 *     notFound: bookingErrors.notFound,
 *   },
 * });
 * const row = bookingPolicies.check('booking.cancel', call.principal, await find(id));
 */
export function definePolicies<const T extends Table>(table: T): Policies<T> {
  const policyOf = (action: string) =>
    Object.hasOwn(table, action) ? (table[action] as Policy<unknown>) : undefined;
  const judge = (action: string, principal: Principal, resource: unknown): Verdict => {
    const policy = policyOf(action);
    if (!policy) return 'deny';
    if (resource === null) return 'not found';
    if (policy.allow(principal, resource)) return 'allow';
    return policy.visible?.(principal, resource) ? 'deny' : 'not found';
  };
  return {
    actions: Object.keys(table),
    judge,
    check: (action, principal, resource) => {
      const verdict = judge(action, principal, resource);
      const { denied = platformErrors.forbidden, notFound = platformErrors.notFound } =
        policyOf(action) ?? {};
      if (verdict === 'deny') throw denied();
      if (verdict === 'not found' || resource === null) throw notFound();
      return resource;
    },
  };
}

/** The user whose id the resource has in a field. */
export const owner =
  <K extends string>(field: K): Rule<Readonly<Record<K, string>>> =>
  (principal, resource) =>
    principal.kind === 'user' && principal.actor.userId === resource[field];

/** A user with one of the roles. */
export const hasRole =
  (...roles: readonly string[]): Rule<unknown> =>
  (principal) =>
    principal.kind === 'user' && principal.actor.roles.some((role) => roles.includes(role));

/** Any user who is signed in. */
export const signedIn: Rule<unknown> = ({ kind }) => kind === 'user';

export const anyOf =
  <R>(...rules: readonly Rule<R>[]): Rule<R> =>
  (principal, resource) =>
    rules.some((rule) => rule(principal, resource));

export const allOf =
  <R>(...rules: readonly Rule<R>[]): Rule<R> =>
  (principal, resource) =>
    rules.every((rule) => rule(principal, resource));

export const not =
  <R>(rule: Rule<R>): Rule<R> =>
  (principal, resource) =>
    !rule(principal, resource);
