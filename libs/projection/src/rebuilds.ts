import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import {
  Id,
  PageQuery,
  type RebuildRpc,
  type Rebuilt,
  type RpcContract,
  type RpcInput,
  type RpcOutput,
} from '@edu/contract-kit';
import { RpcClient } from '@edu/messaging';
import {
  Db,
  decodeCursor,
  encodeCursor,
  statement,
  type Tx,
  type ValuesOf,
} from '@edu/persistence';
import type { z } from 'zod';
import type { LACKING } from './lacking.ts';

/** `rpc.<owner>.list_snapshot.v1`: pages of all that its events are about, ordered by id. */
export type SnapshotRpc = RpcContract<
  typeof PageQuery,
  z.ZodType<{ items: unknown[]; nextCursor: string | null }>
>;
type ItemOf<C extends SnapshotRpc> = RpcOutput<C>['items'][number];

/** What a projection is rebuilt from. */
export interface RebuildSource<C extends SnapshotRpc> {
  /** As in the contract of the service that has the projection. */
  readonly name: string;
  readonly snapshot: C;
  readonly idOf: (item: ItemOf<C>) => string;
  /** Writes those that are not older than what is there. @returns how many */
  readonly write: (tx: Tx, items: readonly ItemOf<C>[]) => Promise<number>;
  /**
   * Ends rows that the snapshot lacks, with `lacking`; for owners whose snapshot leaves out what has
   * ended. @returns how many
   */
  readonly end?: (tx: Tx, values: ValuesOf<typeof LACKING>) => Promise<number>;
}

/** The owner's cursor, and the last id of the page before. */
const CURSOR = [PageQuery.shape.cursor.unwrap(), Id] as const;

/** By the clock that stamps the rows; not later than a stamp that is rounded to milliseconds. */
const NOW = statement(
  {},
  `SELECT date_trunc('milliseconds', clock_timestamp())::text AS now`,
).returns<{ now: string }>();

/** The projections of this service that can be rebuilt. Register them in constructors. */
@Injectable()
export class Rebuilds implements OnApplicationBootstrap {
  readonly #names: readonly string[];
  readonly #sources = new Map<string, RebuildSource<SnapshotRpc>>();

  constructor(
    rpc: RebuildRpc,
    private readonly db: Db,
    private readonly rpcClient: RpcClient,
  ) {
    this.#names = rpc.input.shape.projection.options;
  }

  add<C extends SnapshotRpc>(source: RebuildSource<C>): void {
    this.#sources.set(source.name, source);
  }

  /** @throws Error unless what the contract names is what is registered */
  onApplicationBootstrap(): void {
    const registered = [...this.#sources.keys()].sort();
    if (registered.join() === [...this.#names].sort().join()) return;
    throw new Error(
      `The contract says that ${this.#names.join(', ')} can be rebuilt; registered: ${registered.join(', ')}`,
    );
  }

  /**
   * Makes the rows within one page of the owner's snapshot like it. Rows that events change after the
   * page was asked for are newer than it, and stay.
   */
  async page({ projection, cursor, limit }: RpcInput<RebuildRpc>): Promise<Rebuilt> {
    const { snapshot, idOf, write, end } = this.#sources.get(projection)!;
    const [from, since] = cursor ? decodeCursor(cursor, CURSOR) : [];
    const [asked] = await this.db.query(NOW);
    const page = await this.rpcClient.call(snapshot, { limit, ...(from && { cursor: from }) });
    const present = page.items.map(idOf);
    const last = present.at(-1);
    const range = { since: since ?? null, until: page.nextCursor === null ? null : last! };
    const counts = await this.db.tx(async (tx) => ({
      written: await write(tx, page.items),
      removed: (await end?.(tx, { ...range, present, before: asked!.now })) ?? 0,
    }));
    return { ...counts, nextCursor: page.nextCursor && encodeCursor([page.nextCursor, last!]) };
  }
}
