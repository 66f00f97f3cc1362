import { statement } from '@edu/persistence';
import type { Expired } from '@edu/work';
import { columnsOf, type PersonalTable } from './data-map.ts';

const USER = { user: 'uuid' } as const;

/** A page of the rows about a person: their keys in order, and what an export has of them. */
export function pageStatement(name: string, { person, key, personal }: PersonalTable) {
  const fields = columnsOf(personal).map((column) => `'${column}', ${column}`);
  const at = `((${key})::text COLLATE "C")`;
  return statement(
    { ...USER, after: 'text', limit: 'int' },
    `SELECT ${at} AS at, jsonb_build_object(${fields.join(', ')}) AS data
     FROM "${name}" WHERE (${person}) AND ${at} > :after ORDER BY 1 LIMIT :limit`,
  ).returns<{ at: string; data: Record<string, unknown> }>();
}

/** Erases the rows about a person, or counts those that stay. */
export function eraseStatement(name: string, { person, erase }: PersonalTable) {
  return statement(USER, counted(name, person, erase)).returns<{ rows: number }>();
}

function counted(name: string, person: string, erase: PersonalTable['erase']): string {
  if (erase === 'rows') return countOf(`DELETE FROM "${name}" WHERE ${person} RETURNING 1`);
  if ('keep' in erase) return `SELECT count(*)::int AS rows FROM "${name}" WHERE ${person}`;
  const set = Object.entries(erase.set);
  const changes = set.map(([column, value]) => `${column} = ${value}`).join(', ');
  // What was erased before is not counted again.
  const differs = set.map(([column, value]) => `${column} IS DISTINCT FROM ${value}`).join(' OR ');
  return countOf(`UPDATE "${name}" SET ${changes} WHERE (${person}) AND (${differs}) RETURNING 1`);
}

/** More are not counted: it is for how far a run is, and a table may be large. */
const COUNTED_AT_MOST = 100_000;

/** How many rows are over. */
export const expiredStatement = ({ table, where }: Expired) =>
  statement(
    {},
    `SELECT count(*)::int AS rows
     FROM (SELECT 1 FROM ${table} WHERE ${where} LIMIT ${COUNTED_AT_MOST}) AS expired`,
  ).returns<{ rows: number }>();

const countOf = (change: string) =>
  `WITH gone AS (${change}) SELECT count(*)::int AS rows FROM gone`;
