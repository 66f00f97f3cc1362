import { randomUUID } from 'node:crypto';
import { authRpc } from '@edu/contracts-auth';
import type { ApiClient } from '../api-client.ts';
import { inParallel } from '../in-parallel.ts';
import type { Cell } from './cells.ts';
import { expected, fault, type Outcome } from './expectation.ts';
import type { NatsUser } from './nats-user.ts';

/** An answer that is not as it has to be. */
export interface Fault {
  readonly cell: string;
  readonly what: string;
}

export interface Replayed {
  readonly cells: number;
  readonly faults: readonly Fault[];
}

export interface Ways {
  readonly api: ApiClient;
  /** The gateway's user, from behind the gateway. */
  readonly gateway: NatsUser;
}

/** An answer, and all of it by which a caller could distinguish two. */
interface Answered extends Outcome {
  readonly seen: string;
}

const AT_ONCE = 4;
/** They end an account, or change what its owner signs in by: each cell has a new one. */
const CHANGES_ACCOUNTS: ReadonlySet<string> = new Set(
  [authRpc.eraseMe, authRpc.removeTotp, authRpc.newRecoveryCodes].map(({ subject }) => subject),
);
/** They take away what they are about: each cell has a new one. */
const LEAVES_CHILD = 'rpc.profile.leave_child.v1';
const ENDS_INVITATION = 'rpc.profile.end_family_invitation.v1';
/** These end a session: each cell has a new one. */
const ENDS_SESSIONS = /^rpc\.auth\.(logout|end_session|end_other_sessions)\.v1$/;

/**
 * Makes every call over HTTP and straight on NATS, and judges the answers; of a call that finds nothing of
 * another's, the answers about another's thing and about nothing at all are the same.
 */
export async function replay(cells: readonly Cell[], ways: Ways): Promise<Replayed> {
  const faults: Fault[] = [];
  for (const same of Map.groupBy(cells, ({ rpc }) => rpc.subject).values()) {
    const hidden = new Map<string, string>();
    await inParallel(same.length, AT_ONCE, async (index) => {
      for (const way of ['HTTP', 'NATS'] as const) {
        faults.push(...(await tryCell(same[index]!, way, ways, hidden)));
      }
    });
  }
  return { cells: 2 * cells.length, faults };
}

/** @param hidden what was seen of what is not theirs to know of, by way and actor */
export async function tryCell(
  cell: Cell,
  way: 'HTTP' | 'NATS',
  ways: Ways,
  hidden: Map<string, string>,
): Promise<Fault[]> {
  const { rpc, actor, whose } = cell;
  const answer = await (way === 'HTTP' ? overHttp(ways, cell) : overNats(ways, cell));
  const wanted = expected(rpc, actor, whose);
  const name = `${way} ${rpc.subject} by ${actor.name}, ${whose}`;
  const what = fault(rpc, whose, wanted, answer);
  if (what) return [{ cell: name, what }];
  if (wanted === 'let in' || (whose !== 'another' && whose !== 'random')) return [];
  const key = `${way} ${actor.name}`;
  const before = hidden.get(key) ?? answer.seen;
  hidden.set(key, answer.seen);
  if (before === answer.seen) return [];
  return [{ cell: name, what: `another’s and a random one differ: ${before} and ${answer.seen}` }];
}

async function inputFor({ rpc, actor, whose, input }: Cell): Promise<Cell['input']> {
  if (whose !== 'own') return input;
  if (rpc.subject === LEAVES_CHILD && actor.addChild) {
    return { ...input, childId: await actor.addChild() };
  }
  if (rpc.subject === ENDS_INVITATION && actor.invite) {
    return { ...input, invitationId: await actor.invite() };
  }
  return input;
}

async function tokenFor({ rpc, actor }: Cell): Promise<string | undefined> {
  if (CHANGES_ACCOUNTS.has(rpc.subject) && actor.ofAnother) return actor.ofAnother();
  if (!ENDS_SESSIONS.test(rpc.subject) || !actor.signInAgain) return actor.accessToken;
  return actor.signInAgain();
}

async function overHttp({ api }: Ways, cell: Cell): Promise<Answered> {
  const { rpc } = cell;
  const [token, input] = [await tokenFor(cell), await inputFor(cell)];
  const { raw } = await api.call(rpc, input, { token, key: randomUUID(), locale: 'en' });
  const { status, text } = raw;
  if (status < 400) return { status, code: undefined, seen: String(status) };
  const problem = JSON.parse(text) as { code: string; requestId?: string; instance?: string };
  const { requestId: _, instance: _instance, ...same } = problem;
  return { status, code: problem.code, seen: `${status} ${JSON.stringify(same)}` };
}

async function overNats({ gateway }: Ways, cell: Cell): Promise<Answered> {
  const { rpc } = cell;
  const answer = await gateway.call(rpc.subject, await inputFor(cell), await tokenFor(cell));
  if (answer.kind === 'denied') return { status: 403, code: 'NATS', seen: 'denied by NATS' };
  const { problem } = answer;
  if (!problem) return { status: 200, code: undefined, seen: '200' };
  return { status: problem.status, code: problem.code, seen: JSON.stringify(problem) };
}
