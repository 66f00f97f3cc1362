import { pspWebhooks } from '@edu/contracts-payment';
import type { Platform } from '@edu/platform';
import type { MoneyEntry } from '@edu/simulators';

/** Faults of a simulator, as much of its tree as is meant. */
export type Faults = Readonly<Record<string, unknown>>;

/** A webhook that a simulator has sent, or would have. */
export interface Sent {
  readonly eventId: string;
  readonly eventType: string;
  readonly body: string;
  readonly state: 'pending' | 'delivered' | 'failed' | 'dropped';
  readonly lastStatus: number | null;
}

/** Calls of a psp that order money, that send it back or out, and that ask. */
export type CallKind = 'order' | 'refund' | 'payOut' | 'ask';

/**
 * What the simulators call them. One that is not here is not pointed at: a fault is then about every call
 * that moves money, which is all that most psps have.
 */
const CALLS: Readonly<Record<string, Readonly<Record<CallKind, readonly string[]>>>> = {
  stripe: {
    order: ['payment_intents.create'],
    refund: ['refunds.create'],
    payOut: [],
    ask: ['payment_intents.retrieve', 'refunds.retrieve', 'disputes.retrieve'],
  },
  wave: {
    order: ['sessions.create'],
    refund: ['sessions.refund'],
    payOut: ['payouts.create'],
    ask: ['sessions.get', 'payouts.get', 'payouts.search'],
  },
  pawapay: {
    order: ['deposits.create'],
    refund: ['refunds.create'],
    payOut: ['payouts.create'],
    ask: ['deposits.get', 'refunds.get', 'payouts.get'],
  },
  'mtn-momo': {
    order: ['requesttopay.create'],
    refund: ['refund.create'],
    payOut: ['transfer.create'],
    ask: ['requesttopay.get', 'refund.get', 'transfer.get'],
  },
  'orange-money': { order: ['payments.create'], refund: [], payOut: [], ask: ['payments.get'] },
  cinetpay: {
    order: ['payments.create'],
    refund: [],
    payOut: ['transfers.create'],
    ask: ['payments.get', 'transfers.get'],
  },
};

/** How numbers begin whose wallets are paid there, how many digits follow, and which app their owner names. */
const WALLETS: Readonly<
  Record<string, { readonly start: string; readonly more: number; readonly app?: string }>
> = {
  wave: { start: '+22507', more: 8, app: 'wave' },
  pawapay: { start: '+22507', more: 8 },
  'mtn-momo': { start: '+22505', more: 8 },
  cinetpay: { start: '+22501', more: 8 },
};

/** Operators of whom our account at a psp has no wallets, so that another psp pays to them, which is asked later. */
const WITHOUT: Readonly<Record<string, readonly string[]>> = { pawapay: ['MOOV_CIV'] };

/** Where payers have banks that take money back. */
const WITH_BANKS: ReadonlySet<string> = new Set(['stripe']);

/** What a bank takes back of a payment, and why. */
export interface Disputed {
  readonly reason: string;
  /** Minor units; all of the payment unless it is said. */
  readonly amount?: number;
  readonly isInquiry?: boolean;
}

/** Where the simulators of phones list the prompts of a payment of ours. */
const PROMPTS: Readonly<Record<string, string>> = {
  pawapay: '/api/deposits?clientReferenceId=',
  'mtn-momo': '/api/requests?externalId=',
};

/** What psps are given to call a payment by: our id, or its digits in base 36 where few signs are taken. */
const NAMES: readonly ((id: string) => string)[] = [
  (id) => id,
  (id) =>
    BigInt(`0x${id.replaceAll('-', '')}`)
      .toString(36)
      .toUpperCase()
      .padStart(25, '0'),
];

/** Where simulators list pages that nobody can close. */
const PAGES: Readonly<Record<string, string>> = {
  cinetpay: '/api/payments',
  'orange-money': '/api/payments',
};

interface ListedPage {
  readonly status: string;
  readonly order: Readonly<Record<string, unknown>>;
  /** Where it is. */
  readonly payment_token?: string;
  readonly pay_token?: string;
  /** What its webhooks repeat, where they do not say which payment they are about. */
  readonly notif_token?: string;
}

/** A psp of the platform, and hands on the simulator that stands for it. */
export class Rail {
  readonly psp: string;
  readonly url: string;
  /** Where the platform takes its webhooks. */
  readonly webhookUrl: string;

  constructor(psp: string, url: string, platformUrl: string) {
    this.psp = psp;
    this.url = url;
    this.webhookUrl = `${platformUrl}/api/v1/payments/webhooks/${psp}`;
  }

  /** Those of a fault that is about these calls alone. */
  calls(...kinds: readonly CallKind[]): { operations?: readonly string[] } {
    const known = CALLS[this.psp];
    return known ? { operations: kinds.flatMap((kind) => known[kind]) } : {};
  }

  /** Lays faults over those in force, as far as the simulator has them. @returns whether it has any */
  async lay(faults: Faults): Promise<boolean> {
    const { faults: tree } = await this.#control<{ faults: Faults }>('');
    const known = common(faults, tree);
    if (!known) return false;
    await this.#control('/faults', known);
    return true;
  }

  /** Its account has wallets of fewer operators, until the faults are reset. */
  async leaveToOthers(): Promise<void> {
    const without = WITHOUT[this.psp];
    if (without && !(await this.lay({ without }))) {
      throw new Error(`${this.psp} has wallets of every operator`);
    }
  }

  async heal(): Promise<void> {
    await this.#control('/reset-faults', {});
  }

  /** Money that was really taken and given back, in order. */
  async moved(): Promise<MoneyEntry[]> {
    const answer = await this.#control<{ data: MoneyEntry[] }>('/charges?limit=100000');
    return answer.data;
  }

  /** The newest first. */
  async sent(): Promise<Sent[]> {
    const answer = await this.#control<{ data: Sent[] }>('/deliveries?limit=100000');
    return answer.data;
  }

  get hasBanks(): boolean {
    return WITH_BANKS.has(this.psp);
  }

  /** A number that is paid there; undefined where nobody is. */
  wallet(random: () => number): { readonly phone: string; readonly app?: string } | undefined {
    const known = WALLETS[this.psp];
    if (!known) return undefined;
    const { start, more, app } = known;
    const phone = start + String(Math.floor(random() * 10 ** more)).padStart(more, '0');
    return { phone, ...(app && { app }) };
  }

  /** The bank of whoever paid takes it back, or asks. @returns the psp's name of that */
  async dispute(ref: string, kind: Disputed): Promise<string> {
    const body = { payment_intent: ref, ...kind };
    return (await this.#control<{ id: string }>('/disputes', body)).id;
  }

  async decide(dispute: string, how: 'won' | 'lost' | 'escalated'): Promise<void> {
    await this.#control(`/disputes/${dispute}`, { how });
  }

  /** Sends these events now, or all that were not delivered. */
  async redeliver(eventIds?: readonly string[]): Promise<void> {
    await this.#control('/redeliver', eventIds ? { eventIds } : {});
  }

  /** Where webhooks go from now on, and what they are signed with. */
  async reportTo(endpoint: { readonly url?: string; readonly secret?: string }): Promise<void> {
    await this.#control('/webhook-endpoint', endpoint);
  }

  /** Prompts that there were for a payment, by the psp's names of them. */
  async promptsOf(paymentId: string): Promise<string[]> {
    const path = PROMPTS[this.psp];
    if (!path) return [];
    const response = await fetch(this.url + path + paymentId);
    const lists = (await response.json()) as Record<string, { id?: string; depositId?: string }[]>;
    return Object.values(lists).flatMap((list) =>
      list.flatMap((one) => one.depositId ?? one.id ?? []),
    );
  }

  /**
   * Pages where somebody could still pay, and which end by themselves much later.
   *
   * @param refs the psp's names of payments: a page that only the answer to its order names is one of theirs, or
   *   that answer was lost, and nobody is led to it
   */
  async pagesLeft(refs: readonly string[]): Promise<string[]> {
    const isKnown = ({ pay_token: token }: ListedPage) =>
      token === undefined || refs.some((ref) => ref.endsWith(token));
    return (await this.#pages())
      .filter((one) => one.status === 'INITIATED' && isKnown(one))
      .map((one) => `${this.url}/c/${one.payment_token ?? one.pay_token}`);
  }

  /** A webhook of one of our payments as if it were about another. */
  async naming(body: string, paymentId: string, other: string): Promise<string> {
    const pages = await this.#pages();
    const tokenOf = (id: string) =>
      pages.find(({ order }) => NAMES.some((name) => isNamed(order, name(id))))?.notif_token;
    const token = tokenOf(paymentId);
    const text = token ? body.replaceAll(token, tokenOf(other) ?? madeUp(token)) : body;
    return NAMES.reduce((said, name) => said.replaceAll(name(paymentId), name(other)), text);
  }

  async #pages(): Promise<ListedPage[]> {
    const path = PAGES[this.psp];
    if (!path) return [];
    const response = await fetch(this.url + path);
    return ((await response.json()) as { payments: ListedPage[] }).payments;
  }

  async #control<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/_control${path}`, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      signal: AbortSignal.timeout(20_000),
    });
    if (!response.ok) throw new Error(`${this.psp}: ${path} answers ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** Every psp that takes webhooks here and is simulated. */
export function railsOf({ url, urls }: Pick<Platform, 'url' | 'urls'>): Rail[] {
  const addresses = urls as unknown as Readonly<Record<string, string | undefined>>;
  return [...pspWebhooks.keys()].flatMap((psp) => {
    const at = addresses[psp];
    return at ? [new Rail(psp, at, url)] : [];
  });
}

const isNamed = (order: ListedPage['order'], name: string): boolean =>
  Object.values(order).some((value) => typeof value === 'string' && value.startsWith(name));

/** Another token that looks like one. */
const madeUp = (token: string): string => [...token].reverse().join('');

const isTree = (value: unknown): value is Faults =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The part of the wanted faults that a tree has too; undefined when that is nothing. */
export function common(wanted: Faults, tree: Faults): Faults | undefined {
  const entries = Object.entries(wanted).flatMap(([name, value]) => {
    if (!Object.hasOwn(tree, name)) return [];
    const there = tree[name];
    if (!isTree(value) || !isTree(there)) return [[name, value] as const];
    const inner = common(value, there);
    return inner ? [[name, inner] as const] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
