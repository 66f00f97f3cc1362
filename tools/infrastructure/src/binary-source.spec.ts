import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { incompleteExtensions } from './binary-source.ts';
import { postgresExtensions } from './requirements.ts';

let root: string;
let share: string;
let lib: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'educonnect-extensions-'));
  share = join(root, 'share');
  lib = join(root, 'lib');
  mkdirSync(join(share, 'extension'), { recursive: true });
  mkdirSync(lib);
  for (const name of postgresExtensions) {
    const library = name === 'postgis' ? 'postgis-3' : name;
    const control = `comment = 'x'\nmodule_pathname = '$libdir/${library}'\n`;
    writeFileSync(join(share, 'extension', `${name}.control`), control);
    writeFileSync(join(lib, `${library}.so`), '');
  }
  writeFileSync(join(lib, 'plpgsql.so'), '');
});
afterAll(() => rmSync(root, { recursive: true }));

it('finds every extension that is whole', () => {
  expect(incompleteExtensions([share], [lib])).toEqual([]);
});

it('misses those without a control file', () => {
  expect(incompleteExtensions([lib], [lib])).toEqual([...postgresExtensions]);
});

it('misses an extension whose library was removed, as Debian packs it apart', () => {
  rmSync(join(lib, 'postgis-3.so'));
  expect(incompleteExtensions([share], [lib])).toEqual(['postgis']);
});

it('does not check libraries in an unknown folder', () => {
  expect(incompleteExtensions([share], [share])).toEqual([]);
});
