import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import type { RpcArgs, RpcOutput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { paymentRpc } from '@edu/contracts-payment';
import type { RpcCaller } from '@edu/demo';
import type { SoftwareAuthenticator } from '@edu/simulators/authenticator/software-authenticator';
import type { ApiClient } from './api-client.ts';
import { eventually } from './eventually.ts';
import { enrolStaff, stepUpByPasskey } from './staff-passkey.ts';

export type Run = RpcOutput<typeof paymentRpc.startReconciliation>;
export type Mismatch = RpcOutput<typeof paymentRpc.takeMismatch>;

/** Somebody of finance who signed in with a passkey. */
export class Finance {
  readonly #api: ApiClient;
  readonly #token: string;
  readonly #device: SoftwareAuthenticator;

  private constructor(api: ApiClient, token: string, device: SoftwareAuthenticator) {
    this.#api = api;
    this.#token = token;
    this.#device = device;
  }

  static async join(api: ApiClient, operator: RpcCaller): Promise<Finance> {
    const email = `finance.${randomBytes(6).toString('hex')}@journey.test`;
    const password = randomBytes(16).toString('base64url');
    const account = { role: 'finance', email, password, displayName: 'Fatou' } as const;
    await operator.call(authRpc.seedAccount, account);
    const { accessToken, device } = await enrolStaff(api, operator, { email, password });
    return new Finance(api, accessToken, device);
  }

  /** Lets money go to a number of theirs that waits. */
  async acceptNumberOf(provider: string, reason: string): Promise<void> {
    const { accounts } = await this.#api.ok(paymentRpc.staffPayouts, {}, { token: this.#token });
    const waiting = accounts.find(({ providerId }) => providerId === provider);
    assert(waiting, 'a number of theirs waits');
    const token = await stepUpByPasskey(this.#api, this.#token, this.#device);
    const decision = { id: waiting.id, accept: true, reason };
    const key = randomUUID();
    await this.#api.ok(paymentRpc.decidePayoutAccount, decision, { token, key });
  }

  /** Says that a mismatch stays as it is. */
  async accept(mismatch: Mismatch, reason: string): Promise<void> {
    const { id } = mismatch;
    await this.#api.ok(paymentRpc.takeMismatch, { id }, { token: this.#token });
    const token = await stepUpByPasskey(this.#api, this.#token, this.#device);
    const said = { id, resolution: 'accepted', reason } as const;
    await this.#api.ok(paymentRpc.resolveMismatch, said, { token });
  }

  /** Proposes that the platform owes somebody more. */
  async proposeBonus(providerId: string, amount: number, reason: string): Promise<void> {
    const token = await stepUpByPasskey(this.#api, this.#token, this.#device);
    const proposal = {
      debit: { account: 'platform_costs', owner: 'platform' },
      credit: { account: 'provider_payable', owner: providerId },
      ...{ amount, currency: 'XOF' as const, reason, reference: 'Ticket 4711' },
    } as const;
    await this.#api.ok(paymentRpc.proposeAdjustment, proposal, { token, key: randomUUID() });
  }

  async open(): Promise<Mismatch[]> {
    const { items } = await this.#api.ok(
      paymentRpc.listMismatches,
      { limit: 100 },
      { token: this.#token },
    );
    return items;
  }

  /** The psps of the platform that say themselves what they moved (`lists`), or what they hold (`balances`). */
  async pspsThat(say: 'lists' | 'balances'): Promise<string[]> {
    const token = this.#token;
    const { psps } = await this.#api.ok(paymentRpc.listReconciliations, {}, { token });
    return psps.filter((psp) => psp[say]).map(({ psp }) => psp);
  }

  async compare(what: RpcArgs<typeof paymentRpc.startReconciliation>): Promise<Run> {
    return this.#ended(await this.#start(what));
  }

  async compareStatement(
    period: { from: string; to: string; psp: string },
    csv: string,
  ): Promise<Run> {
    const run = await this.#start({ ...period, statement: true });
    const input = { id: run.id, part: 1, csv, isLast: true };
    await this.#api.ok(paymentRpc.addStatement, input, { token: this.#token });
    return this.#ended(run);
  }

  #start(what: RpcArgs<typeof paymentRpc.startReconciliation>): Promise<Run> {
    return this.#api.ok(paymentRpc.startReconciliation, what, { token: this.#token });
  }

  #ended({ id }: Run): Promise<Run> {
    return eventually(async () => {
      const { items } = await this.#api.ok(
        paymentRpc.listReconciliations,
        {},
        { token: this.#token },
      );
      const run = items.find((one) => one.id === id);
      if (!run || run.endedAt === null) throw new Error(`the comparison is ${run?.percent} % done`);
      if (run.state !== 'done') throw new Error(`the comparison failed: ${run.failure}`);
      return run;
    });
  }
}
