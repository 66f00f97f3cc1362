import { SIMULATORS } from '@edu/simulators/definitions';
import { expect, it } from 'vitest';
import { banner } from './banner.ts';

it('shows every address in one column, apart from the longest of the names', () => {
  const simulators = SIMULATORS.map(({ name }) => [name, `http://127.0.0.1/${name}`]);
  const url = 'http://127.0.0.1:8080';
  const urls = { api: url, docs: `${url}/docs`, ...Object.fromEntries(simulators) };
  const account = { role: 'student' as const, login: 'awa@demo.example', password: 'right' };
  const demo = { accounts: [account], created: true };
  const lines = banner({ url, urls, demo, logs: '/var/log' }).split('\n');
  const shown = lines.filter((line) => /http|student/.test(line));
  expect(shown).toHaveLength(SIMULATORS.length + 4);
  const columns = shown.map((line) => /^ {2}\S.*? {2,}(?=http|awa)/.exec(line)?.[0].length);
  expect(new Set(columns).size).toBe(1);
  expect(columns[0]).toBeDefined();
});
