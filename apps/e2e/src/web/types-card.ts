import type { WebPerson } from './web-person.ts';

/** Fills in the form of the payment service, which stands on the page. */
export async function typesCard(person: WebPerson, number: string): Promise<void> {
  const form = person.page.frameLocator('iframe');
  await form.locator('[name=number]').fill(number);
  await form.locator('[name=expiry]').fill('12/34');
  await form.locator('[name=cvc]').fill('123');
}
