import { readFileSync } from 'node:fs';
import { LOCALES } from '@edu/contract-kit';
import { openTutor, Postbox, type Person } from '@edu/journey';
import { beforeAll, expect, inject, it } from 'vitest';
import { typesCard } from './types-card.ts';
import { wantsToPay } from './wants-to-pay.harness.ts';
import type { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const post = new Postbox(platform.urls);
/** A screen that shows what services said to each other. */
const PATIENT = { timeout: 60_000 };
const JOURNEY_MS = 180_000;
const CODE = /\/verify\/((?:\w{4}-){3}\w{4})/;

describeInBrowser('a receipt', (open) => {
  let tutor: Person;
  beforeAll(async () => {
    tutor = await openTutor(platform, post, 'Awa Koné');
  });

  it.each(LOCALES)(
    'is fetched once a lesson is paid, says what was paid, and proves that it is ours: %s',
    async (locale) => {
      const { id, person, payments } = await wantsToPay({
        ...{ open, post, tutor, locale, aheadH: locale === 'fr' ? 2 : 6 },
        // Of whom it is not known where they are, a card is expected.
        timezoneId: 'UTC',
      });
      await paysByCard(person);
      const onPayPage = await saved(person);
      const [payment] = await payments();
      const { items } = await person.api<{ items: { number: string; amount: object }[] }>(
        `/documents?paymentId=${payment!.id}`,
      );
      const [{ number, amount }] = items as [(typeof items)[0]];
      expect(amount).toEqual(payment!.amount);
      expect(onPayPage.name).toBe(`${number}.pdf`);
      expect(onPayPage.text).toContain(`${person.t('documents.receipt.title')} ${number}`);

      await person.goto(`/lessons/${id}`);
      const onLessonPage = await saved(person);
      expect(onLessonPage.text).toBe(onPayPage.text);
      await person.seesAccessibly();

      await person.goto('/account/statement?as=payer');
      await person.reads('statement.line.charge');
      await person.seesAccessibly();

      await person.goto('/account');
      await person.link('account.documents.open').click();
      await person.arrives('/account/documents');
      await person.main.locator('[data-document="receipt"]').waitFor();
      await person.seesAccessibly();
      const inList = await saved(person, person.t('documents.mine.downloadOf', { name: number }));
      expect(inList.text).toBe(onPayPage.text);
      await person.field('documents.mine.kind').selectOption('credit_note');
      await person.reads('documents.mine.noneChosen');
      await person.seesAccessibly();

      await person.goto(`/verify/${CODE.exec(onPayPage.text)![1]}`);
      await person.reads('documents.verify.ours');
      await person.main.getByText(number, { exact: true }).waitFor();
      await person.seesAccessibly();
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    },
    JOURNEY_MS,
  );
});

async function paysByCard(person: WebPerson): Promise<void> {
  await person.main
    .getByRole('button', { name: person.t('booking.pay.button', { price: '' }).trim() })
    .click();
  await typesCard(person, '4242 4242 4242 4242');
  await person.button('booking.pay.byCard').click();
  await person.main
    .getByText(person.t('booking.confirmed.title'), { exact: true })
    .waitFor(PATIENT);
}

/** Presses the button of the receipt, and reads the file. */
async function saved(
  person: WebPerson,
  name = person.t('lessons.document.receipt', { number: '' }).trim(),
): Promise<{ name: string; text: string }> {
  const button = person.main.getByRole('button', { name });
  await button.waitFor(PATIENT);
  const [file] = await Promise.all([person.page.waitForEvent('download'), button.click()]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.slice(0, 5)).toBe('%PDF-');
  return { name: file.suggestedFilename(), text };
}
