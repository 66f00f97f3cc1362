import type { Page } from 'playwright-core';
import type { WebPerson } from './web-person.ts';

/** Of the ways to pay. Where the browsers of these tests are, Mobile Money is proposed first. */
export function choosesCard(person: WebPerson, page: Page = person.page): Promise<void> {
  const name = person.t('booking.way.card');
  return page.getByRole('main').getByRole('radio', { name, exact: true }).check();
}

/** Fills in the form of the payment service, which stands on the page. */
export async function typesCard(person: WebPerson, number: string): Promise<void> {
  const form = person.page.frameLocator('iframe');
  await form.locator('[name=number]').fill(number);
  await form.locator('[name=expiry]').fill('12/34');
  await form.locator('[name=cvc]').fill('123');
}
