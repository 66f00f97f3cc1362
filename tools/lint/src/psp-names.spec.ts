import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from './workspace.ts';

/** A psp has a folder of its own, with its declaration, and so have its simulator and its form. */
const psps = readdirSync(join(ROOT, 'apps/payment/src/psp'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const isSpec = (file: string) => /\.(spec|harness|conformance|proof)\.ts$|\.test\.yaml$/.test(file);
const isDocument = (file: string) => file.endsWith('.md');
/** `gen` writes them from what is declared. */
const isRendered = (file: string) =>
  /^(docs\/api|libs\/client\/src\/generated|deploy\/k8s|deploy\/nats)\/|^docker-compose\.yml$/.test(
    file,
  );

/** Lists that a psp joins, with one entry. */
const LISTS = [
  'apps/payment/src/psp/psps.ts',
  // What the edge may ask of a webhook; the edge cannot import an app, and a test compares the two.
  'libs/contracts/payment/src/psp-webhooks.ts',
  'tools/simulators/src/definitions.ts',
  // Which form a step of a payment needs, what that form may load, and from where.
  'apps/web/src/pages/pay/next-step.tsx',
  'apps/web/src/app.config.ts',
  'apps/web/src/pages/pay/pay.page.tsx',
];

/** Those that may name a psp and need no edit for another, each with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'package.json': 'the psp’s own client library',
  'package-lock.json': 'the same',
  'apps/auth/src/password/common-passwords.json': 'a password that people choose',
  'libs/service/src/config.ts': 'an example in a comment',
  'apps/payment/src/psp/pawapay/wallets.domain.ts': 'operators whose money goes through it',
  'tools/simulators/src/cinetpay/objects.ts': 'operators whose wallets it pays to',
  'tools/simulators/src/kit/ids.ts': 'says whose ids it makes, in a comment',
  'tools/bench/src/floor/sql-floors.ts': 'a fixed row of the measured statement',
};

/** The journeys and measurements pay like a person with a card, who has to choose some psp. */
const PAYERS = /^(tools\/journey|tools\/bench\/src\/scenario|apps\/e2e)\//;

function filesThatName(psp: string): string[] {
  const own = new RegExp(
    `^(apps/payment/src/psp|apps/web/src/pages/pay|tools/simulators/src)/${psp}/`,
  );
  const files = execFileSync('git', ['grep', '-liIF', psp], { cwd: ROOT, encoding: 'utf8' });
  return files
    .trim()
    .split('\n')
    .filter((file) => !own.test(file));
}

it.each(psps)('%s is its folders and one line in each list', (psp) => {
  const others = filesThatName(psp).filter(
    (file) =>
      !isSpec(file) &&
      !isDocument(file) &&
      !isRendered(file) &&
      !PAYERS.test(file) &&
      !LISTS.includes(file),
  );
  expect(others.filter((file) => !(file in EXCEPTIONS))).toEqual([]);
});

it('every exception is still one', () => {
  const naming = new Set(psps.flatMap(filesThatName));
  expect([...LISTS, ...Object.keys(EXCEPTIONS)].filter((file) => !naming.has(file))).toEqual([]);
});

it.each(psps)('a list says of %s no more than that it is there', (psp) => {
  // A name of two words is written as one in the code.
  const bare = (text: string) => text.toLowerCase().replaceAll('-', '');
  for (const list of [LISTS[0]!, LISTS[2]!]) {
    const lines = readFileSync(join(ROOT, list), 'utf8').split('\n');
    const naming = lines.filter((line) => bare(line).includes(bare(psp)));
    expect(naming, list).toEqual([
      expect.stringMatching(/^import /),
      expect.stringMatching(/^(export )?const [A-Z]+ = \[[\w, ]+\] as const;$|^ {2}\w+,$/),
    ]);
  }
});
