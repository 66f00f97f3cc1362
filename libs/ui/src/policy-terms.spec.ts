import { createElement as h } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { translate } from '@edu/i18n';
import { PolicyTerms } from './policy-terms.tsx';
import { ReaderProvider } from './texts.tsx';

const tier = (hoursBefore: number, refundPct: number) => ({
  ...{ hoursBefore, refundPct },
  providerSharePct: 100 - refundPct,
});
const policy = { name: 'moderate' as const, tiers: [tier(24, 100), tier(4, 50)], graceMinutes: 15 };

/** `[when, what]` of each row. */
function terms(lesson?: Parameters<typeof PolicyTerms>[0]['lesson']): string[][] {
  const t = translate.bind(undefined, 'en');
  const props = { policy, ...(lesson && { lesson }) };
  const html = renderToStaticMarkup(
    h(ReaderProvider, { locale: 'en', t, children: h(PolicyTerms, props) }),
  );
  return [...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, ...row]) => row);
}

it('the terms of a policy count hours before a lesson', () => {
  expect(terms()).toEqual([
    ['Until 24 h before the lesson', 'all of the price back'],
    ['Between 24 h and 4 h before', '50 % of the price back'],
    ['Less than 4 h before', 'nothing back'],
    ['Within 15 minutes of booking', 'all of the price back'],
    ['If the provider cancels', 'all of the price back'],
  ]);
});

it('those of one lesson name times, and leave out what is over', () => {
  const startsAt = '2026-11-24T10:00:00Z';
  const at = (now: string) =>
    terms({ startsAt, now: Date.parse(now), withGrace: false }).map(([when]) => when);
  const [first, second, ...rest] = at('2026-11-22T10:00:00Z');
  expect(first).toMatch(/^Until \w+ 23 November at /);
  expect(second).toMatch(/^Then, until \w+ 24 November at /);
  expect(rest).toEqual(['After that', 'If the provider cancels']);
  expect(at('2026-11-24T07:00:00Z')).toEqual([
    'Until the lesson begins',
    'If the provider cancels',
  ]);
});
