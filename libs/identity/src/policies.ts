import type { Principal } from './principal.ts';

/** Whether a principal may do something with a resource. */
export type Rule<R> = (principal: Principal, resource: R) => boolean;

type Rules = Readonly<Record<string, Rule<never>>>;
type ResourceOf<T> = T extends Rule<infer R> ? R : never;

export interface Policies<T extends Rules> {
  readonly actions: readonly (keyof T & string)[];
  /** What no rule allows is denied: an unknown action, and one whose rule fails. */
  can<A extends keyof T & string>(
    action: A,
    principal: Principal,
    resource: ResourceOf<T[A]>,
  ): boolean;
}

/**
 * Who may do what, in one table for each service; a test of the service tries every action as
 * everybody. That another's thing is like one that does not exist stays the matter of queries.
 *
 * @example
 * export const bookingPolicies = definePolicies({
 *   'booking.cancel': anyOf<Parties>(owner('learnerId'), owner('providerId')),
 * });
 * if (!bookingPolicies.can('booking.cancel', call.principal, row)) throw bookingErrors.notFound();
 */
export function definePolicies<const T extends Rules>(rules: T): Policies<T> {
  return {
    actions: Object.keys(rules),
    can: (action, principal, resource) =>
      Object.hasOwn(rules, action) && (rules[action] as Rule<unknown>)(principal, resource),
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

/** One of our services, or one of those named. */
export const service =
  (...names: readonly string[]): Rule<unknown> =>
  (principal) =>
    principal.kind === 'service' && (names.length === 0 || names.includes(principal.service));

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
