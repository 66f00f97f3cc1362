import { PrismaPg } from '@prisma/adapter-pg';

type Adapter = Awaited<ReturnType<PrismaPg['connect']>>;
type Transaction = Awaited<ReturnType<Adapter['startTransaction']>>;
type Query = Parameters<Transaction['executeRaw']>[0];

const LAST: ReadonlySet<string> = new Set(['COMMIT', 'ROLLBACK']);

/** What belongs to a transaction comes after its end. */
export class TransactionIsOver extends Error {
  override readonly name = 'TransactionIsOver';
  /** Prisma's own code for it. */
  readonly code = 'P2028';

  constructor() {
    super('the transaction took too long, and is over');
  }
}

/**
 * Prisma's adapter, of which a transaction that is over writes nothing any more. When one has taken too long,
 * Prisma rolls it back and gives its connection to the next, but a call of several statements, as an update
 * with what belongs to it, goes on: its next statement would be a transaction of its own, or part of a
 * stranger's.
 */
export class FencedAdapter extends PrismaPg {
  override async connect(): Promise<Adapter> {
    const adapter = await super.connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (level) => fenced(await start(level));
    return adapter;
  }
}

function fenced(transaction: Transaction): Transaction {
  const execute = transaction.executeRaw.bind(transaction);
  const query = transaction.queryRaw.bind(transaction);
  let isOver = false;
  const refuseLate = () => {
    if (isOver) throw new TransactionIsOver();
  };
  // A connection answers one statement after the other, so that the last one is over before the next begins.
  transaction.executeRaw = async (statement: Query) => {
    refuseLate();
    isOver = LAST.has(statement.sql);
    return execute(statement);
  };
  transaction.queryRaw = async (statement: Query) => {
    refuseLate();
    return query(statement);
  };
  return transaction;
}
