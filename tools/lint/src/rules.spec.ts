import { join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const BOUNDARY = '@nx/enforce-module-boundaries';

let eslint: ESLint;

beforeAll(() => {
  // Texts that are in no file have no types, so the rules that ask for them are left out.
  eslint = new ESLint({
    cwd: ROOT,
    ruleFilter: ({ ruleId }) => ruleId.startsWith('@nx/') || !ruleId.includes('/'),
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  });
}, 60_000);

/** The rules that a text breaks when it stands in this file. */
async function broken(file: string, text: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
  return result!.messages.map(({ ruleId }) => ruleId);
}

describe('an import across a boundary', () => {
  it.each([
    ['app → other app', 'apps/booking/src/made-up.ts', '@edu/payment'],
    ['spec → other app', 'apps/booking/src/made-up.spec.ts', '@edu/payment'],
    ['app → testing', 'apps/booking/src/made-up.ts', '@edu/testing'],
    ['app → tool', 'apps/booking/src/made-up.ts', '@edu/simulators'],
    ['spec → tool', 'apps/booking/src/made-up.spec.ts', '@edu/build'],
    ['contract → platform', 'libs/contracts/booking/src/made-up.ts', '@edu/messaging'],
    ['contract → Nest', 'libs/contracts/booking/src/made-up.ts', '@nestjs/common'],
    ['kit → platform', 'libs/contract-kit/src/made-up.ts', '@edu/messaging'],
    ['platform → contract', 'libs/messaging/src/made-up.ts', '@edu/contracts-booking'],
    ['platform → app', 'libs/messaging/src/made-up.ts', '@edu/booking'],
    ['platform → tool', 'libs/messaging/src/made-up.ts', '@edu/infrastructure'],
    ['client → kit', 'libs/client/src/made-up.ts', '@edu/contract-kit'],
    ['client → contract', 'libs/client/src/made-up.ts', '@edu/contracts-booking'],
    ['client → package not asked for', 'libs/client/src/made-up.ts', 'zod'],
    ['testing → tool', 'libs/testing/src/made-up.ts', '@edu/infrastructure'],
    ['tool → testing', 'tools/build/src/made-up.ts', '@edu/testing'],
    ['app → itself by name', 'apps/booking/src/made-up.ts', '@edu/booking'],
    ['app → other app by path', 'apps/booking/src/made-up.ts', '../../payment/src/main.ts'],
    ['app → library by path', 'apps/booking/src/made-up.ts', '../../../libs/http/src/edge.ts'],
    ['library → app by path', 'libs/http/src/made-up.ts', '../../../apps/booking/src/main.ts'],
    ['app → package not asked for', 'apps/booking/src/made-up.ts', 'light-my-request'],
  ])('%s is refused', async (_, file, target) => {
    expect(await broken(file, `import * as x from '${target}';\nx;\n`)).toContain(BOUNDARY);
    expect(await broken(file, `export { x } from '${target}';\n`)).toContain(BOUNDARY);
  });

  it('is refused for types and for imports at run time too', async () => {
    const file = 'apps/booking/src/made-up.ts';
    const type = `import type { x } from '@edu/payment';\nexport type Y = typeof x;\n`;
    expect(await broken(file, type)).toContain(BOUNDARY);
    expect(await broken(file, `export const y = import('@edu/payment');\n`)).toContain(BOUNDARY);
  });
});

describe('an allowed import', () => {
  it.each([
    ['app → own contract', 'apps/booking/src/made-up.ts', '@edu/contracts-booking'],
    ["app → another's contract", 'apps/booking/src/made-up.ts', '@edu/contracts-payment'],
    ['app → kit', 'apps/booking/src/made-up.ts', '@edu/contract-kit'],
    ['app → platform', 'apps/booking/src/made-up.ts', '@edu/messaging'],
    ['app → package', 'apps/booking/src/made-up.ts', '@nestjs/common'],
    ['app → its own file', 'apps/booking/src/made-up.ts', './booking/booking.domain.ts'],
    ['spec → testing', 'apps/booking/src/made-up.int.spec.ts', '@edu/testing'],
    ['conformance → testing', 'apps/payment/src/made-up.conformance.ts', '@edu/testing'],
    ['spec → simulators', 'apps/payment/src/made-up.int.spec.ts', '@edu/simulators'],
    // For the errors of a call that is passed on; a circle of contracts is refused as any circle.
    ['contract → contract', 'libs/contracts/booking/src/made-up.ts', '@edu/contracts-payment'],
    ['contract → kit', 'libs/contracts/booking/src/made-up.ts', '@edu/contract-kit'],
    ['contract → zod', 'libs/contracts/booking/src/made-up.ts', 'zod'],
    ['client → openapi-fetch', 'libs/client/src/made-up.ts', 'openapi-fetch'],
    ['tool → client', 'tools/journey/src/made-up.ts', '@edu/client'],
    ['platform → platform', 'libs/http/src/made-up.ts', '@edu/messaging'],
    ['testing → tool', 'libs/testing/src/made-up.ts', '@edu/database'],
    ['tool → contract', 'tools/journey/src/made-up.ts', '@edu/contracts-booking'],
  ])('%s passes', async (_, file, target) => {
    expect(await broken(file, `import * as x from '${target}';\nx;\n`)).not.toContain(BOUNDARY);
  });
});

describe('the house rules', () => {
  const file = 'apps/booking/src/made-up.ts';
  it.each([
    ['export *', `export * from './booking/booking.domain.ts';\n`, 'no-restricted-syntax'],
    ['a default export', 'export default 1;\n', 'no-restricted-syntax'],
    ['vi.mock', `vi.mock('./booking/booking.domain.ts');\n`, 'no-restricted-syntax'],
    ['process.env', `export const x = process.env['X'];\n`, 'no-restricted-properties'],
    ['more than 300 lines', 'export {};\n'.repeat(301), 'max-lines'],
    ['==', 'export const x = 1 == 2;\n', 'eqeqeq'],
  ])('refuse %s', async (_, text, rule) => {
    expect(await broken(file, text)).toContain(rule);
  });
});

describe('words that do not name what a program does', () => {
  it.each([
    ['a comment', '/** What the client is told. */\nexport {};\n', 'no-warning-comments'],
    ['a name', 'export const heard = 1;\n', 'id-denylist'],
    ['the title of a test', `it('tells what it heard', () => 1);\n`, 'no-restricted-syntax'],
    ['a title with cases', `it.each([1])('is told %d', () => 1);\n`, 'no-restricted-syntax'],
  ])('are refused in %s', async (_, text, rule) => {
    expect(await broken('apps/booking/src/made-up.spec.ts', text)).toEqual([rule]);
  });
});

describe('the name of a header of our own', () => {
  const RULE = 'no-restricted-syntax';
  const text = `export const headers = { 'x-request-id': '1' };\n`;

  it.each(['apps/booking/src/made-up.ts', 'libs/http/src/made-up.ts', 'tools/demo/src/made-up.ts'])(
    'stands in contract-kit, not in %s',
    async (file) => expect(await broken(file, text)).toContain(RULE),
  );

  it.each([
    'libs/contract-kit/src/header.ts',
    'libs/http/src/made-up.spec.ts',
    'tools/simulators/src/made-up.ts',
  ])('may be written out in %s', async (file) =>
    expect(await broken(file, text)).not.toContain(RULE),
  );
});

describe('the time', () => {
  const READS = ['new Date()', 'Date.now()'];
  const RULE = 'no-restricted-syntax';

  it.each([
    'apps/booking/src/made-up.ts',
    'libs/work/src/made-up.ts',
    'libs/persistence/src/made-up.ts',
  ])('comes from the injected clock or the database in %s', async (file) => {
    for (const read of READS) {
      expect(await broken(file, `export const at = ${read};\n`), read).toContain(RULE);
    }
    expect(await broken(file, `export const at = new Date(0);\n`)).not.toContain(RULE);
    expect(await broken(file, `export * from './x.ts';\n`)).toContain(RULE);
  });

  it.each(['apps/booking/src/made-up.spec.ts', 'libs/service/src/clock.ts', 'tools/x.ts'])(
    'may be read in %s',
    async (file) => {
      for (const read of READS) {
        expect(await broken(file, `export const at = ${read};\n`), read).not.toContain(RULE);
      }
    },
  );
});
