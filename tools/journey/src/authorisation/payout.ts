import { newId } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import pg from 'pg';
import type { ApiClient } from '../api-client.ts';

/** From how much on two people of finance say yes first, whatever the platform is set to. */
const FRANCS = 600_000;

interface At {
  readonly api: ApiClient;
  readonly databaseUrl: string;
}

/** What of payouts is a provider's. @param as of the provider, who has just proved who it is, and of finance */
export async function openPayouts(
  { api, databaseUrl }: At,
  providerId: string,
  { token, finance }: { readonly token: string; readonly finance: string },
): Promise<Record<'account' | 'payout', string>> {
  // It waits for finance, since its operator knows the owner by another name.
  await api.ok(paymentRpc.setPayoutAccount, { phone: '+2250501020304' }, { token });
  const { accounts } = await api.ok(paymentRpc.staffPayouts, {}, { token: finance });
  const { id: account } = accounts.find((one) => one.providerId === providerId)!;
  return { account, payout: await openPayout(databaseUrl, providerId) };
}

/**
 * A large payout that waits for the yes of finance, as the daily job leaves it: planned out of what lessons
 * have earned.
 *
 * @param databaseUrl of an administrator: nobody earns as much while a proof runs
 * @returns its id
 */
async function openPayout(databaseUrl: string, providerId: string): Promise<string> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    // Of the triggers of its tables too.
    await database.query('SET search_path TO payment');
    const id = newId();
    await database.query(
      `WITH batch AS (
         INSERT INTO payout_batch (id) VALUES ($1) RETURNING id)
       INSERT INTO payout (id, batch_id, provider_id, psp, operator, payee, payee_end, status, amount, currency)
       SELECT $1, id, $2, 'mtn-momo', 'MTN MoMo',
         '{"phone": "+2250501020304", "country": "CI", "name": null}', '04', 'awaiting_approval', $3, 'XOF'
       FROM batch`,
      [id, providerId, FRANCS],
    );
    await database.query(
      `WITH movement AS (
         INSERT INTO ledger_transaction (id, source_type, source_id, purpose) VALUES
           ($2, 'booking', $2, 'compensation'), ($3, 'payout', $1, 'payout') RETURNING id, source_type)
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement.id, account, owner, amount, 'XOF' FROM movement JOIN (VALUES
         ('booking', 'platform_costs', 'platform', $5::bigint),
         ('booking', 'provider_payable', $4, -$5::bigint),
         ('payout', 'provider_payable', $4, $5::bigint),
         ('payout', 'payout_in_transit', $4, -$5::bigint))
         AS entry (of, account, owner, amount) ON of = source_type`,
      [id, newId(), newId(), providerId, FRANCS],
    );
    return id;
  } finally {
    await database.end();
  }
}
