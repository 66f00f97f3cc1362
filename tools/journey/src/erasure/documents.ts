import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '@edu/platform';
import pg from 'pg';
import type { Marked } from './people.ts';
import { searchDatabase, searchFolder, type Found } from './places.ts';

/** What there is of somebody's documents. @param objects folder of the storage */
export async function documentsOf(
  { databases: { adminUrl } }: Platform,
  objects: string,
  { person, sealed }: Marked,
): Promise<{
  readonly stored: number;
  /** That open them, and every copy of them. */
  readonly keys: number;
  /** Where something is that is in them. */
  readonly plain: Found[];
}> {
  const stored = await readdir(join(objects, 'kyc', person.id)).catch(() => []);
  const places = [
    await searchFolder('objects', objects, sealed),
    await searchDatabase(adminUrl, sealed),
  ];
  return {
    stored: stored.length,
    keys: await countKeys(adminUrl, person.id),
    plain: places.flatMap(({ found }) => found),
  };
}

async function countKeys(url: string, userId: string): Promise<number> {
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  try {
    const find = 'SELECT FROM profile.user_key WHERE user_id = $1';
    return (await sql.query(find, [userId])).rowCount!;
  } finally {
    await sql.end();
  }
}
