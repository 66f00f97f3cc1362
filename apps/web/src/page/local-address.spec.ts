import { expect, it } from 'vitest';
import { localAddress } from './local-address.ts';

it.each([
  ['/fr/search?what=maths&place=Cocody', '/fr/search?what=maths&place=Cocody'],
  ['/en', '/en'],
  ['/', '/'],
  [undefined, '/'],
  ['', '/'],
  ['fr/search', '/'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/..//evil.example', '/'],
  ['/x/..//evil.example', '/'],
  ['/%0d%0aset-cookie:x=1', '/%0d%0aset-cookie:x=1'],
  ['/a\r\nset-cookie: x=1', '/aset-cookie:%20x=1'],
  ['javascript:alert(1)', '/'],
])('%j leads to %s', (text, address) => {
  expect(localAddress(text)).toBe(address);
});
