import { join } from 'node:path';
import { columnsOf, isPersonal, mappedColumns, type DataMap } from '@edu/data-rights/data-map';
import { workspaceServices } from '@edu/database';
import { createTestDatabase, testPool } from '@edu/testing';
import { describe, expect, it } from 'vitest';

interface Column {
  readonly table: string;
  readonly column: string;
}

const services = workspaceServices().filter(({ hasDatabase }) => hasDatabase);

const mapOf = async (dir: string): Promise<DataMap> => {
  const { dataMap } = (await import(join(dir, 'src/data-map.ts'))) as { dataMap: DataMap };
  return dataMap;
};

/** Every column of the service's schema, as its migrations make it. */
async function columnsIn(service: string): Promise<Column[]> {
  const database = await createTestDatabase(service);
  const sql = testPool({ connectionString: database.adminUrl, max: 1 });
  try {
    const { rows } = await sql.query<Column>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = $1 AND table_name NOT LIKE '\\_%' ORDER BY 1, ordinal_position`,
      [service.replaceAll('-', '_')],
    );
    return rows;
  } finally {
    await sql.end();
    await database.drop();
  }
}

describe.each(services.map(({ name, dir }) => ({ name, dir })))(
  'apps/$name/src/data-map.ts',
  ({ name, dir }) => {
    it('says of every column whether it is personal, and names no other', async () => {
      const inSchema = (await columnsIn(name)).map(({ table, column }) => `${table}.${column}`);
      const inMap = Object.entries(await mapOf(dir)).flatMap(([table, mapped]) =>
        mappedColumns(mapped).map((column) => `${table}.${column}`),
      );
      const unmapped = inSchema.filter((column) => !inMap.includes(column));
      expect(unmapped, `to do: say in apps/${name}/src/data-map.ts what they are`).toEqual([]);
      expect(inMap.filter((column) => !inSchema.includes(column))).toEqual([]);
      expect(inMap.length).toBe(new Set(inMap).size);
    });

    it('leaves no personal column as it is, unless it says why', async () => {
      for (const [table, mapped] of Object.entries(await mapOf(dir))) {
        if (!isPersonal(mapped)) continue;
        const { erase, personal, withheld } = mapped;
        const columns = [...columnsOf(personal), ...columnsOf(withheld)];
        expect(columns.length, table).toBeGreaterThan(0);
        if (typeof erase === 'object' && 'set' in erase) {
          for (const column of Object.keys(erase.set)) expect(columns, table).toContain(column);
        }
      }
    });
  },
);
