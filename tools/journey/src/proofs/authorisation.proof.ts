import { authRpc } from '@edu/contracts-auth';
import { contracts, routedRpcs } from '@edu/contracts-registry';
import { WORKSPACE } from '@edu/database';
import { RpcCaller } from '@edu/demo';
import { readServicesFile } from '@edu/deploy';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { seededRandom } from '@edu/simulators/kit/random';
import { ApiClient } from '../api-client.ts';
import { openCast, type Cast } from '../authorisation/cast.ts';
import { cellsOf } from '../authorisation/cells.ts';
import { NatsUser } from '../authorisation/nats-user.ts';
import { tryGatewayRoutes } from '../authorisation/gateway-routes.ts';
import { tryLinks } from '../authorisation/links.ts';
import { replay, type Fault, type Replayed } from '../authorisation/replay.ts';
import { tryExtraFields } from '../authorisation/extra-fields.ts';
import { missingInTable } from '../authorisation/table.ts';
import { isFailure, type Progress, type Proof, type ProofResult } from './proof.ts';

const SHOWN = 40;

/** Who may do what: every line of the table against what the platform answers. */
export const authorisationProof: Proof = {
  summary: 'every call as everybody about own, another’s and random things, over HTTP and on NATS',
  run: ({ seed, progress }) => {
    const env = { RATE_LIMIT_FACTOR: '100000', LOG_LEVEL: 'error' };
    const say = (line: string) => progress.say(line);
    return withPlatform({ env, progress: say, failed: isFailure }, (platform) =>
      prove(platform, seed, progress),
    );
  },
};

async function prove(platform: Platform, seed: number, { say }: Progress): Promise<ProofResult> {
  const { url, urls, infrastructure, databases } = platform;
  const api = new ApiClient(url);
  const operator = await RpcCaller.connect(infrastructure.natsUrl, 'proof');
  const user = (name: string) => NatsUser.connect(name, infrastructure.natsUrlOf(name));
  const [gateway, search] = await Promise.all([user('gateway'), user('search')]);
  try {
    const cast = await openCast({
      ...{ api, operator, stripeUrl: urls.stripe!, databaseUrl: databases.adminUrl },
    });
    say(`${cast.actors.length} actors; suspended within ${cast.suspendedAfterMs} ms`);
    const own = await tryGatewayRoutes(url, cast);
    report(say, 'cells of the gateway’s own routes', own);
    const outside = await withoutPermission(search, cast);
    report(say, 'calls by a NATS user without permission', outside);
    const extra = await tryExtraFields(api, cast);
    report(say, 'writes with a field too many', extra);
    const links = await tryLinks(cast, { api, gateway });
    report(say, 'cells of links to pay', links);
    // Last, as it ends the sessions of all.
    const cells = await replay(shuffledByCall(cellsOf(routedRpcs, cast), seed), { api, gateway });
    report(say, 'cells of the table', cells);
    const missing = await missingInTable(url);
    for (const one of missing) say(`  not in docs/authorisation.md: ${one}`);
    const all = [cells, own, outside, extra, links];
    const count = all.reduce((sum, part) => sum + part.cells, 0);
    const failed = all.reduce((sum, { faults }) => sum + faults.length, 0);
    return {
      holds: failed + missing.length === 0,
      summary: `${count} cells, ${failed} failed, ${missing.length} missing in the table`,
    };
  } finally {
    await Promise.all([gateway.close(), search.close(), operator.close(), api.close()]);
  }
}

/** The actors of one call take turns in another order each run; the calls keep theirs. */
function shuffledByCall<C extends { readonly rpc: { readonly subject: string } }>(
  cells: readonly C[],
  seed: number,
): C[] {
  const random = seededRandom(seed);
  return [...Map.groupBy(cells, ({ rpc }) => rpc.subject).values()].flatMap((same) =>
    same
      .map((cell) => ({ cell, turn: random() }))
      .sort((one, other) => one.turn - other.turn)
      .map(({ cell }) => cell),
  );
}

/** No call of another service gets past the NATS server, whoever’s token it carries. */
async function withoutPermission(user: NatsUser, { actors }: Cast): Promise<Replayed> {
  const admin = actors.find(({ name }) => name === 'admin')!;
  // Beside what its deployment declares, every service asks for the keys of tokens.
  const allowed = new Set([...readServicesFile(WORKSPACE)[user.name]!.calls, authRpc.jwks.subject]);
  const subjects = contracts
    .flatMap(({ rpc }) => Object.values(rpc).map(({ subject }) => subject))
    .filter((subject) => !allowed.has(subject));
  const faults: Fault[] = [];
  for (const subject of subjects) {
    const { kind } = await user.call(subject, {}, admin.accessToken);
    if (kind !== 'denied')
      faults.push({ cell: `${user.name} ${subject}`, what: 'was let through' });
  }
  return { cells: subjects.length, faults };
}

function report(say: Progress['say'], what: string, { cells, faults }: Replayed): void {
  say(`${cells} ${what}, ${faults.length} failed`);
  for (const fault of faults.slice(0, SHOWN)) say(`  ${fault.cell}: ${fault.what}`);
}
