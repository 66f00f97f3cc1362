import { expect, it } from 'vitest';
import { pageOfStep } from './step-page.ts';

const BACK = 'https://educonnect.example/fr/lessons/1/pay?payment_intent=pi_1#x';
const card = (pageUrl: string | null) => ({
  ...{ kind: 'card' as const, clientSecret: 'pi_1_secret_2', publishableKey: 'pk_1', pageUrl },
});

it('a card is taken on the page that there is for it, which leads back here', () => {
  expect(pageOfStep(card('http://127.0.0.1:9/checkout/pi_1?client_secret=a%2Fb'), BACK)).toBe(
    'http://127.0.0.1:9/checkout/pi_1?client_secret=a%2Fb' +
      '&return_url=https%3A%2F%2Feduconnect.example%2Ffr%2Flessons%2F1%2Fpay',
  );
});

it('a card is taken here where there is no such page, and a push on the phone', () => {
  expect(pageOfStep(card(null), BACK)).toBeUndefined();
  expect(pageOfStep({ kind: 'push', expiresAt: null, dial: null }, BACK)).toBeUndefined();
});

it('a redirect goes where it says', () => {
  const url = 'https://pay.example/1';
  expect(pageOfStep({ kind: 'redirect', url }, BACK)).toBe(url);
});
