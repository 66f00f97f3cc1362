import { Injectable } from '@nestjs/common';
import { Currency, type RpcOutput } from '@edu/contract-kit';
import type { LedgerKind, paymentRpc } from '@edu/contracts-payment';
import { decodeCursor, encodeCursor } from '@edu/persistence';
import { z } from 'zod';
import { AccountNames } from '../account/account-names.ts';
import { PaymentDb } from '../payment.db.ts';
import { PSPS } from '../psp/psps.ts';
import { BALANCES } from './balance.sql.ts';
import { isPerson } from './ledger.domain.ts';
import { accountsAsked, wayOf, type LedgerSearch } from './ledger-search.domain.ts';
import { SEARCH_LEDGER, type LedgerRow } from './ledger-search.sql.ts';

type Page = RpcOutput<typeof paymentRpc.searchLedger>;
type Found = LedgerRow & { readonly id: string };

/**
 * How many are looked at, step by step, until a page is full: what fits is mostly among the first. A page for
 * which that is not enough is answered as it is, so that no search takes long.
 */
const LOOKS = [200, 4_000, 20_000] as const;
const Place = z.string().regex(/^\d{1,18}$/);

/** Finance looks into the books. */
@Injectable()
export class LedgerSearcher {
  constructor(
    private readonly db: PaymentDb,
    private readonly names: AccountNames,
  ) {}

  async search(search: LedgerSearch): Promise<Page> {
    const [{ rows, next }, balances] = await Promise.all([
      this.#look(search),
      search.cursor === undefined ? this.#balances(search) : [],
    ]);
    const owners = rows.flatMap(({ lines }) => lines.map(({ owner }) => owner));
    const names = await this.names.of(owners.filter(isPerson));
    return {
      items: rows.map((row) => toTransaction(row, (owner) => names.get(owner) ?? null)),
      nextCursor: next === null ? null : encodeCursor([next]),
      balances,
    };
  }

  async #look(search: LedgerSearch): Promise<{ rows: Found[]; next: string | null }> {
    const { cursor, limit } = search;
    const rows: Found[] = [];
    let [before = null]: (string | null)[] = cursor ? decodeCursor(cursor, [Place]) : [];
    for (const look of LOOKS) {
      const page = await this.#query(search, before, look, limit + 1 - rows.length);
      const { looked, lookedTo } = page[0]!;
      rows.push(...page.filter((row): row is Found => row.id !== null));
      if (rows.length > limit) return { rows: rows.slice(0, limit), next: rows[limit - 1]!.place };
      if (looked < look) return { rows, next: null };
      before = lookedTo;
    }
    return { rows, next: before };
  }

  #query(search: LedgerSearch, before: string | null, look: number, limit: number) {
    const { account = null, owner = null, currency = null, amount = null } = search;
    const { kind = null, from = null, to = null } = search;
    const { bookingId = null, paymentId = null, pspRef = null } = search;
    const asked = { account, owner, currency, amount, kind, from, to, before, look, limit };
    const way = wayOf(search);
    if (way === 'named') {
      const named = { ...asked, bookingId, paymentId, pspRef, psps: PSPS.map(({ id }) => id) };
      return this.db.query(SEARCH_LEDGER.named, named);
    }
    if (way === 'owner') {
      const currencies = currency === null ? Currency.options : [currency];
      const ofOwner = { ...asked, accounts: accountsAsked(search), currencies };
      return this.db.query(SEARCH_LEDGER.owner, ofOwner);
    }
    return this.db.query(SEARCH_LEDGER[way], asked);
  }

  async #balances(search: LedgerSearch): Promise<Page['balances']> {
    const { owner, currency: only } = search;
    if (owner === undefined) return [];
    const ofAccounts = await Promise.all(
      accountsAsked(search).map(async (account) => {
        const rows = await this.db.query(BALANCES, { account, owner });
        return rows.map(({ currency, balance: amount }) => ({
          account,
          balance: { amount: Number(amount), currency },
        }));
      }),
    );
    return ofAccounts.flat().filter(({ balance }) => !only || balance.currency === only);
  }
}

function toTransaction(
  row: Found,
  nameOf: (owner: string) => string | null,
): Page['items'][number] {
  const { id, at, purpose, lines, startsAt } = row;
  const { bookingId, paymentId, payoutId, pspRef, reason, note } = row;
  return {
    ...{ id, at: at.toISOString(), kind: purpose as LedgerKind },
    lines: lines.map(({ account, owner, amount, currency }) => ({
      ...{ account, owner, ownerName: nameOf(owner) },
      balance: { amount, currency },
    })),
    ...{
      bookingId,
      startsAt: startsAt?.toISOString() ?? null,
      paymentId,
      payoutId,
      pspRef,
      reason,
      note,
    },
  };
}
