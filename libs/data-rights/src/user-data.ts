import { Injectable } from '@nestjs/common';
import type { ErasureReceipt, RpcInput, RpcOutput, UserDataRpc } from '@edu/contract-kit';
import { Db, decodeCursor, encodeCursor, type Tx } from '@edu/persistence';
import { z } from 'zod';
import { columnsOf, isPersonal, type DataMap } from './data-map.ts';
import { eraseStatement, pageStatement } from './data-statements.ts';

type Files = RpcOutput<UserDataRpc['listUserData']>['files'];

/** What a service has of a person that is in no row, or that wants more than its rows deleted. */
export interface MoreUserData {
  /** What its rows say when they are opened: of a few, for all are in memory. */
  readonly rows?: (userId: string) => Promise<{ about: string; rows: Record<string, unknown>[] }>;
  /** Files of theirs in the object storage. */
  readonly files?: (userId: string) => Promise<Files>;
  /** Before the rows are erased, in the same transaction. */
  readonly erase?: (tx: Tx, userId: string) => Promise<void>;
  /** After the commit. */
  readonly erased?: () => void;
}

const CURSOR = [z.int().min(0), z.string()] as const;

/** What a service keeps of persons: given out, and erased. */
@Injectable()
export class UserData {
  readonly #more: MoreUserData[] = [];
  readonly #pages;
  readonly #erasures;

  constructor(
    map: DataMap,
    private readonly db: Db,
  ) {
    const tables = Object.entries(map);
    const personal = tables.flatMap(([name, table]) =>
      isPersonal(table) ? [{ name, table }] : [],
    );
    this.#pages = personal
      .filter(({ table }) => columnsOf(table.personal).length > 0)
      .map(({ name, table }) => ({ name, statement: pageStatement(name, table) }));
    this.#erasures = personal.map(({ name, table }) => ({
      name,
      keep: typeof table.erase === 'object' && 'keep' in table.erase ? table.erase.keep : null,
      statement: eraseStatement(name, table),
    }));
  }

  /** Call it in constructors. */
  add(more: MoreUserData): void {
    this.#more.push(more);
  }

  async page({
    userId,
    cursor,
    limit,
  }: RpcInput<UserDataRpc['listUserData']>): Promise<RpcOutput<UserDataRpc['listUserData']>> {
    const [first, begin] = cursor ? decodeCursor(cursor, CURSOR) : [0, ''];
    for (let at = first, after = begin; at < this.#pages.length; at++, after = '') {
      const { name, statement } = this.#pages[at]!;
      const found = await this.db.query(statement, { user: userId, after, limit: limit + 1 });
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      if (!last) continue;
      const next = found.length > limit ? [at, last.at] : [at + 1, ''];
      const rows = shown.map(({ data }) => data);
      return { about: name, rows, files: [], nextCursor: encodeCursor(next) };
    }
    const opened = this.#more.slice(Math.max(0, first - this.#pages.length));
    for (const [index, more] of opened.entries()) {
      const found = await more.rows?.(userId);
      if (!found || found.rows.length === 0) continue;
      const next = [this.#pages.length + this.#more.length - opened.length + index + 1, ''];
      return { ...found, files: [], nextCursor: encodeCursor(next) };
    }
    const files: Files = [];
    for (const more of this.#more) files.push(...((await more.files?.(userId)) ?? []));
    return { about: null, rows: [], files, nextCursor: null };
  }

  /** All of it in one transaction. */
  async erase(user: string): Promise<ErasureReceipt> {
    const receipt = await this.db.tx(async (tx) => {
      for (const more of this.#more) await more.erase?.(tx, user);
      const erased: ErasureReceipt['erased'] = [];
      const kept: ErasureReceipt['kept'] = [];
      for (const { name: what, keep: why, statement } of this.#erasures) {
        const [{ rows }] = (await tx.query(statement, { user })) as [{ rows: number }];
        if (rows === 0) continue;
        if (why === null) erased.push({ what, rows });
        else kept.push({ what, rows, why });
      }
      return { erased, kept };
    });
    for (const more of this.#more) more.erased?.();
    return receipt;
  }
}
