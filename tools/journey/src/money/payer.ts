import assert from 'node:assert/strict';
import type { PaymentIntent } from '@edu/client';
import { payByCard } from '../card.ts';
import type { Rail } from './rail.ts';

/** Pays as the psp wants it: in its form, on its page, or on the phone. Twice is once. */
export async function payAt(
  rail: Rail,
  { next }: Pick<PaymentIntent, 'next'>,
  ref: string,
): Promise<void> {
  if (next?.kind === 'card') return payByCard(rail.url, { next });
  await press(pageOf(rail, next, ref), 'agree');
}

/** Says no on the page or on the phone, or takes a card that is declined. */
export async function refuseAt(
  rail: Rail,
  { next }: Pick<PaymentIntent, 'next'>,
  ref: string,
): Promise<void> {
  if (next?.kind !== 'card') return press(pageOf(rail, next, ref), 'refuse');
  await payByCard(rail.url, { next }, 'pm_card_chargeDeclined').catch(() => undefined);
}

function pageOf(rail: Rail, next: PaymentIntent['next'], ref: string): string {
  return next?.kind === 'redirect' ? next.url : `${rail.url}/p/${ref}`;
}

const BUTTONS = {
  agree: /<button class="main" name="outcome" value="([^"]+)"/,
  refuse: /<button name="outcome" value="([^"]+)"/,
};
const FORM = /<form[^>]* action="([^"]+)"/;

/** Presses the button of a page as its reader would; one without a button has been answered. */
async function press(page: string, button: keyof typeof BUTTONS): Promise<void> {
  const shown = await fetch(page, { signal: AbortSignal.timeout(10_000) });
  const text = await shown.text();
  assert(shown.ok, `${page} answers ${shown.status}`);
  const outcome = BUTTONS[button].exec(text)?.[1];
  const action = FORM.exec(text)?.[1];
  if (!outcome || !action) return;
  const { status } = await fetch(new URL(action, page), {
    method: 'POST',
    body: new URLSearchParams({ outcome }),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
  });
  assert(status < 400, `${page} answers ${status} to whoever pays`);
}
