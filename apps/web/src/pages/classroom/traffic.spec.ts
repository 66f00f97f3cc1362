import { describe, expect, it } from 'vitest';
import { countTraffic, formatBytes, noTraffic, samplesOf } from './traffic.ts';

describe('the bytes of a visit', () => {
  it('grow by what each connection has carried since it was asked last', () => {
    const first = countTraffic(noTraffic, [
      { key: 'out', sent: 1_000, received: 10 },
      { key: 'in', sent: 5, received: 500 },
    ]);
    expect(first).toMatchObject({ sent: 1_005, received: 510 });
    const second = countTraffic(first, [{ key: 'out', sent: 1_500, received: 30 }]);
    expect(second).toMatchObject({ sent: 1_505, received: 530 });
    expect(countTraffic(second, [])).toMatchObject({ sent: 1_505, received: 530 });
  });

  it('are counted once where two tracks share a connection', () => {
    const before = countTraffic(noTraffic, [{ key: 'in', sent: 0, received: 100 }]);
    const after = countTraffic(before, [
      { key: 'in', sent: 0, received: 300 },
      { key: 'in', sent: 0, received: 299 },
    ]);
    expect(after).toMatchObject({ received: 300 });
  });

  it('keep what a connection carried that was made anew', () => {
    const before = countTraffic(noTraffic, [{ key: 'out', sent: 9_000, received: 900 }]);
    const after = countTraffic(before, [{ key: 'out', sent: 200, received: 20 }]);
    expect(after).toMatchObject({ sent: 9_200, received: 920 });
    const later = countTraffic(after, [{ key: 'out', sent: 300, received: 20 }]);
    expect(later).toMatchObject({ sent: 9_300, received: 920 });
  });
});

describe('a report', () => {
  const pair = { id: 'P1', type: 'candidate-pair', bytesSent: 70, bytesReceived: 7 };

  it('gives its transports', () => {
    const report = [
      { id: 'T01', type: 'transport', bytesSent: 100, bytesReceived: 10 },
      { ...pair, nominated: true },
      { id: 'O1', type: 'outbound-rtp', bytesSent: 60 },
    ];
    expect(samplesOf(report, 'own')).toEqual([{ key: 'own T01', sent: 100, received: 10 }]);
  });

  it('of a browser without transports gives the pair in use', () => {
    const report = [pair, { ...pair, id: 'P2', nominated: true }];
    expect(samplesOf(report, 'other')).toEqual([{ key: 'other P2', sent: 70, received: 7 }]);
  });
});

it.each([
  [0, 'en', '0 kB'],
  [829_700, 'en', '830 kB'],
  [12_430_000, 'en', '12.4 MB'],
  [1_200_000_000, 'fr', '1,2 Go'],
  [3_400_000, 'fr', '3,4 Mo'],
])('%i bytes are written in %s as %s', (bytes, locale, text) => {
  expect(formatBytes(bytes, locale).replace(/\s/g, ' ')).toBe(text);
});
