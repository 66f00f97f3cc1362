import { describe, expect, it } from 'vitest';
import { isRecentEnough, parseVersion } from './requirements.ts';

describe('parseVersion', () => {
  it.each([
    ['postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', '15.18', 15, 18],
    ['postgres (PostgreSQL) 18beta1', '18', 18, 0],
    ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0', '7.0.15', 7, 0],
    ['Valkey server v=8.1.1 sha=00000000:0', '8.1.1', 8, 1],
    ['nats-server: v2.9.10', '2.9.10', 2, 9],
  ])('reads %s', (output, text, major, minor) => {
    expect(parseVersion(output)).toEqual({ text, major, minor });
  });

  it('finds nothing where there is no number', () => {
    expect(parseVersion('command not found')).toBeUndefined();
  });
});

describe('isRecentEnough', () => {
  it.each([
    ['postgres', '14.19', false],
    ['postgres', '15.0', true],
    ['redis', '6.0.16', false],
    ['redis', '6.2', true],
    ['redis', '10.0', true],
    ['nats', '2.8.4', false],
    ['nats', '2.12.1', true],
  ] as const)('%s %s: %s', (name, text, expected) => {
    expect(isRecentEnough(name, parseVersion(text)!)).toBe(expected);
  });
});
