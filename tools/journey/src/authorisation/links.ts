import { randomUUID } from 'node:crypto';
import { bookingRpc } from '@edu/contracts-booking';
import { linkErrors, paymentErrors, paymentRpc } from '@edu/contracts-payment';
import type { ApiClient } from '../api-client.ts';
import type { Actor, Cast } from './cast.ts';
import type { Cell } from './cells.ts';
import { tryCell, type Fault, type Replayed, type Ways } from './replay.ts';

const WAYS = ['HTTP', 'NATS'] as const;

/** A link by which somebody else pays for a lesson of its owner. */
interface Link {
  readonly owner: Actor;
  readonly bookingId: string;
  readonly id: string;
  readonly token: string;
}

/**
 * Links stand behind a booking and have an id of their own: nobody but its owner ends one, whichever of the two is
 * whose, and nobody makes one for another's lesson beside one's own.
 */
export async function tryLinks(cast: Cast, ways: Ways): Promise<Replayed> {
  const { api } = ways;
  const [link, other] = await Promise.all([
    makeLink(api, ownerOf(cast, 'learner A')),
    makeLink(api, ownerOf(cast, 'learner B')),
  ]);
  const { bookingId, id, owner } = link;
  const rpc = paymentRpc.withdrawLink;
  const hidden = new Map<string, string>();
  const faults: Fault[] = [];
  let cells = 0;
  for (const actor of cast.actors) {
    for (const way of WAYS) {
      const about = { rpc, actor };
      const tries: Cell[] = [{ ...about, whose: 'random', input: { bookingId: randomUUID(), id } }];
      if (actor !== owner) tries.push({ ...about, whose: 'another', input: { bookingId, id } });
      for (const cell of tries) faults.push(...(await tryCell(cell, way, ways, hidden)));
      cells += tries.length;
    }
  }
  const steps = [
    ['of another’s lesson beside one’s own', () => refusesAnothers(api, link, other)],
    ['of one’s own lesson beside another’s', () => refusesAnothers(api, other, link)],
    ['with a booking of one’s own', () => refusedAsUnknown(api, { ...other, id })],
    ['and it leads to its payment', () => leads(api, link)],
    ['by its owner', () => api.ok(rpc, { bookingId, id }, { token: owner.accessToken })],
    ['and it leads nowhere', () => leadsNowhere(api, link)],
  ] as const;
  for (const [what, step] of steps) {
    cells++;
    await step().catch((error: unknown) => {
      faults.push({ cell: `${rpc.subject} ${what}`, what: String(error) });
    });
  }
  return { cells, faults };
}

function ownerOf({ actors }: Cast, name: string): Actor {
  return actors.find((actor) => actor.name === name)!;
}

/** For the first lesson of their series, which waits for its payment. */
async function makeLink(api: ApiClient, owner: Actor): Promise<Link> {
  const as = { token: owner.accessToken };
  const { lessons } = await api.ok(bookingRpc.getSeries, { seriesId: owner.owns['series']! }, as);
  const bookingId = lessons[0]!.id;
  const { id, token } = await api.ok(paymentRpc.createLink, { bookingId }, as);
  return { owner, bookingId, id, token };
}

/** @param link the booking and owner of one, the id of another */
const refusedAsUnknown = (api: ApiClient, { bookingId, id, owner }: Link) =>
  api.refused(
    paymentRpc.withdrawLink,
    { bookingId, id },
    { token: owner.accessToken },
    linkErrors.linkNotFound,
  );

/** Nobody has others pay for what is not theirs to pay. */
const refusesAnothers = (api: ApiClient, { bookingId, owner }: Link, another: Link) =>
  api.refused(
    paymentRpc.createLink,
    { bookingId, others: [another.bookingId] },
    { token: owner.accessToken },
    paymentErrors.bookingNotFound,
  );

const leads = (api: ApiClient, { token }: Link) => api.ok(paymentRpc.openLink, { token });

const leadsNowhere = (api: ApiClient, { token }: Link) =>
  api.refused(paymentRpc.openLink, { token }, {}, linkErrors.linkOver);
