import { describe, expect, it } from 'vitest';
import { clientKey, networkKey } from './network-key.ts';

describe('a network', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:DB8:1:ffff::9', '2001:db8:1::/48'],
    ['2001:0db8:0001::', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0::/48'],
  ])('of %s is %s', (ip, network) => {
    expect(networkKey(ip)).toBe(network);
  });

  it('is sent to services without its address', () => {
    expect(clientKey('2001:db8:1:2::3')).toBe(clientKey('2001:db8:1:ffff::4'));
    expect(clientKey('203.0.113.7')).not.toBe(clientKey('203.0.113.8'));
    expect(clientKey('203.0.113.7')).not.toContain('203');
  });
});
