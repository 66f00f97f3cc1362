import { randomUUID } from 'node:crypto';
import { inDatabase, migrate, provision, withClient, workspaceServices } from '@edu/database';
import { testServers } from '@edu/testing';
import pg from 'pg';

const JUDGED = ['booking', 'payment'];

/** The tables that the oracle reads, in a database of their own that nobody guards. */
export class JudgedDatabase {
  readonly pool: pg.Pool;
  readonly #name: string;

  private constructor(name: string, pool: pg.Pool) {
    this.#name = name;
    this.pool = pool;
  }

  static async make(): Promise<JudgedDatabase> {
    const database = `money_${randomUUID().replaceAll('-', '')}`;
    const { postgresUrl: adminUrl } = testServers();
    const services = workspaceServices().filter(({ name }) => JUDGED.includes(name));
    // The secret of the component suites: the roles are shared by all databases of the server.
    const secret = 'secret of throwaway databases';
    const urls = await provision({ adminUrl, database, services, secret });
    for (const service of services) await migrate(service, urls[service.name]!.owner);
    // What the constraints and triggers of the services forbid is what has to be seen without them.
    const pool = new pg.Pool({
      connectionString: inDatabase(adminUrl, database),
      max: 1,
      options: '-c session_replication_role=replica',
    });
    await pool.query('ALTER TABLE payment.payment DROP CONSTRAINT payment_refunded');
    return new JudgedDatabase(database, pool);
  }

  async drop(): Promise<void> {
    await this.pool.end();
    await withClient(testServers().postgresUrl, (admin) =>
      admin.query(`DROP DATABASE IF EXISTS ${this.#name} WITH (FORCE)`),
    );
  }

  /** Everything about money is gone. */
  async empty(): Promise<void> {
    await this.pool
      .query(`TRUNCATE booking.booking, booking.process, booking.outbox, payment.outbox,
      payment.payment, payment.payment_quote, payment.payment_part, payment.earning, payment.payment_case, payment.psp_event,
      payment.ledger_entry, payment.ledger_transaction, payment.refund, payment.chargeback,
      payment.reserve, payment.payout, payment.payout_account, payment.payout_batch CASCADE`);
  }

  async announce(service: string, subject: string, about: string, data: object): Promise<void> {
    await this.pool.query(
      `INSERT INTO ${service}.outbox (id, subject, aggregate_id, data, published_at)
       VALUES (gen_random_uuid(), $1, $2, $3, now())`,
      [subject, about, data],
    );
  }

  /** A movement between a psp and whoever is on the other side. */
  async post(
    [type, id, purpose]: readonly [type: string, id: string, purpose: string],
    entries: readonly (readonly [
      account: string,
      owner: string,
      amount: number,
      currency?: string,
    ])[],
  ): Promise<void> {
    const transaction = randomUUID();
    await this.pool.query(
      `INSERT INTO payment.ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($1, $2, $3, $4)`,
      [transaction, type, id, purpose],
    );
    for (const [account, owner, amount, currency = 'XOF'] of entries) {
      await this.pool.query(
        `INSERT INTO payment.ledger_entry (transaction_id, account, owner, amount, currency)
         VALUES ($1, $2, $3, $4, $5)`,
        [transaction, account, owner, amount, currency],
      );
    }
  }
}
