import { randomUUID } from 'node:crypto';
import { exampleOf, type RpcContract } from '@edu/contract-kit';
import type { z } from 'zod';
import type { Actor, Cast } from './cast.ts';
import type { Whose } from './expectation.ts';

/** One call by one actor about one thing. */
export interface Cell {
  readonly rpc: RpcContract;
  readonly actor: Actor;
  readonly whose: Whose;
  readonly input: Readonly<Record<string, unknown>>;
}

/** What takes away what other cells need: in this order, after all others. */
const LAST = [
  'rpc.payment.set_payout_account.v1',
  'rpc.payment.remove_payout_account.v1',
  'rpc.booking.waive.v1',
  'rpc.booking.cancel_series.v1',
  'rpc.booking.cancel.v1',
  'rpc.profile.pause.v1',
  'rpc.profile.unpublish.v1',
  'rpc.profile.leave_child.v1',
  'rpc.auth.end_session.v1',
  'rpc.auth.logout.v1',
  'rpc.auth.end_other_sessions.v1',
  'rpc.auth.erase_me.v1',
];

/** Readers first, so that they see what the others change. */
function rank({ subject, http }: RpcContract): number {
  const last = LAST.indexOf(subject);
  return last >= 0 ? last + 2 : http?.method === 'GET' ? 0 : 1;
}

/** Every call, as everybody, about everything that it can be about. */
export function cellsOf(rpcs: readonly RpcContract[], cast: Cast): Cell[] {
  return [...rpcs]
    .sort((one, other) => rank(one) - rank(other))
    .flatMap((rpc) =>
      cast.actors.flatMap((actor) =>
        thingsOf(rpc, actor, cast).map(([whose, id]) => ({
          ...{ rpc, actor, whose },
          input: inputOf(rpc, id),
        })),
      ),
    );
}

/** The things that a call of this actor can be about, by whose they are. */
function thingsOf({ resource }: RpcContract, actor: Actor, cast: Cast): [Whose, string?][] {
  if (!resource || typeof resource === 'string') return [['none']];
  const { of } = resource;
  const own = actor.owns[of];
  const childs = actor.ofChild[of];
  const another =
    cast.bystanders[of] ??
    cast.actors
      .map(({ owns }) => owns[of])
      .find((id) => id !== undefined && id !== own && id !== childs);
  if (another === undefined) throw new Error(`nobody has a ${of} to try it with`);
  return [
    ...(own ? [['own', own] as [Whose, string]] : []),
    ...(childs ? [['child', childs] as [Whose, string]] : []),
    ['another', another],
    ['random', randomUUID()],
  ];
}

function inputOf({ input, resource }: RpcContract, id: string | undefined): Cell['input'] {
  const { shape } = input as z.ZodObject<Record<string, z.ZodType>>;
  const example = exampleOf(input) as Record<string, unknown>;
  // An id, or a list, that may be left out names other things, which nobody of the cast has.
  for (const [name, { def }] of Object.entries(shape)) {
    const isId = name.endsWith('Id') && def.type === 'optional';
    const isList =
      def.type === 'default' && Array.isArray((def as z.core.$ZodDefaultDef).defaultValue);
    if (isId || isList) delete example[name];
  }
  return typeof resource === 'object' && id ? { ...example, [resource.id]: id } : example;
}
