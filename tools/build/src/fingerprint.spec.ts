import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

const root = mkdtempSync(join(tmpdir(), 'educonnect-fingerprint-'));
afterAll(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const FILES = [
  'package-lock.json',
  'apps/booking/src/main.ts',
  'apps/gateway/src/main.ts',
  'apps/web/src/main.ts',
  'apps/web/src/page/document.tsx',
  'apps/web/src/page/document.spec.tsx',
  'apps/web/src/web.harness.ts',
  'apps/web/src/shell/site.css',
  'apps/web/public/icon.svg',
  'apps/web/public/app.webmanifest',
  'apps/web/vite.config.ts',
  'apps/web/README.md',
  'libs/i18n/src/fr/site.json',
  'libs/ui/src/button.tsx',
  'tools/build/src/client.ts',
];

let before: Record<'web' | 'booking', string>;
const now = () => ({
  web: fingerprint(['gateway', 'web'], root),
  booking: fingerprint(['booking', 'gateway'], root),
});
beforeEach(() => {
  for (const file of FILES) write(file, 'as it was');
  before = now();
});
/** Which of the two builds has to be made again when a file changes. */
function stale(file: string): string[] {
  write(file, 'changed');
  const after = now();
  return (['web', 'booking'] as const).filter((build) => before[build] !== after[build]);
}

describe('a build', () => {
  it('of the same sources has the same name', () => {
    expect(now()).toEqual(before);
  });

  it.each(FILES.filter((file) => /^(libs|tools|package)/.test(file)))(
    'of anything is stale when %s changes',
    (file) => expect(stale(file)).toEqual(['web', 'booking']),
  );

  it.each(FILES.filter((file) => /^apps\/web\/.*\.(ts|tsx|css|svg|webmanifest)$/.test(file)))(
    'without the web does not care for %s, nor does any for tests',
    (file) => expect(stale(file)).toEqual(/\.(spec|harness)\./.test(file) ? [] : ['web']),
  );

  it('does not care for what is not built', () => {
    expect(stale('apps/web/README.md')).toEqual([]);
  });

  it('with the web does not care for a service that is not in it', () => {
    expect(stale('apps/booking/src/main.ts')).toEqual(['booking']);
  });
});
