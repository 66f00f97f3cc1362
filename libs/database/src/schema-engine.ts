import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
// The `_bg` module is the engine's JavaScript half; the package's main entry expects a bundler.
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';

interface WebAssemblyHost {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
}
// Node has it; its type comes only with the types of browsers.
const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyHost };

const require = createRequire(import.meta.url);
let loading: Promise<void> | undefined;

/** Compiles the engine once per process. */
function load(): Promise<void> {
  return (loading ??= (async () => {
    const main = require.resolve('@prisma/schema-engine-wasm');
    const bytes = await readFile(main.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(bytes, {
      './schema_engine_bg.js': engineModule,
    });
    const glue = engineModule as unknown as { __wbg_set_wasm(exports: unknown): void };
    glue.__wbg_set_wasm(instance.exports);
    (instance.exports['__wbindgen_start'] as () => void)();
  })());
}

/**
 * The adapter cuts scripts at every semicolon, also at those inside functions and `DO` blocks.
 * PostgreSQL takes a whole script, and undoes all of it when a part fails.
 */
class WholeScripts extends PrismaPg {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool, schema: string) {
    super(pool, { schema });
    this.#pool = pool;
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await this.#pool.query(script);
    };
    return adapter;
  }
}

/**
 * Opens Prisma's schema engine, compiled to WebAssembly, on a database, runs `fn`, closes both.
 *
 * @param datamodels path and text of each file of the Prisma schema; the engine panics without any
 */
export async function withEngine<T>(
  url: string,
  schema: string,
  datamodels: [string, string][],
  fn: (engine: engineModule.SchemaEngine) => Promise<T>,
): Promise<T> {
  await load();
  // A pool of our own, because the engine does not close the adapter's connections.
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    const engine = await engineModule.SchemaEngine.new(
      { datamodels },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool, schema)),
    );
    try {
      return await fn(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}
