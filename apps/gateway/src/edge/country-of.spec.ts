import type { FastifyRequest } from 'fastify';
import { expect, it } from 'vitest';
import { countryBy } from './country-of.ts';

const from = (ip: string, headers = {}) => ({ ip, headers }) as FastifyRequest;

it.each([
  ['41.207.192.1', 'CI'],
  ['41.82.0.5', 'SN'],
  ['197.234.221.1', 'BJ'],
  ['::ffff:90.84.0.1', 'FR'],
  ['127.0.0.1', undefined],
  ['10.1.2.3', undefined],
  ['2001:db8::1', undefined],
  ['no address', undefined],
])('%s is in %s', async (ip, country) => {
  expect(await countryBy(undefined)(from(ip))).toBe(country);
});

it('believes the header of the proxy where one is named, and no other', async () => {
  const headers = { 'cf-ipcountry': 'GH' };
  expect(await countryBy('cf-ipcountry')(from('41.82.0.5', headers))).toBe('GH');
  expect(await countryBy(undefined)(from('41.82.0.5', headers))).toBe('SN');
  expect(await countryBy('cf-ipcountry')(from('41.82.0.5'))).toBe('SN');
  expect(await countryBy('cf-ipcountry')(from('41.82.0.5', { 'cf-ipcountry': 'XX' }))).toBe('SN');
});
