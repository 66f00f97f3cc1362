import { createHash } from 'node:crypto';

/** Texts of Prisma are a few hundred for each service, but lists in them have any length. */
const MOST = 2_000;
const names = new Map<string, string>();

/** What a statement is prepared as on each connection: the same for the same text. */
export function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(sql).digest('base64url').slice(0, 20);
  if (names.size >= MOST) names.clear();
  names.set(sql, name);
  return name;
}
