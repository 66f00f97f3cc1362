import { PHONE } from '@edu/browser';
import { bookingRpc } from '@edu/contracts-booking';
import { paymentRpc } from '@edu/contracts-payment';
import { ApiClient, eventually, openLesson, openTutor, Postbox, signUpByPhone } from '@edu/journey';
import { afterAll, expect, inject, it } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

const platform = inject('platform');
const { url, urls } = platform;
const post = new Postbox(urls);
const api = new ApiClient(url);
afterAll(() => api.close());

describeInBrowser('support and a lesson that the platform failed', (open) => {
  it('finds it, reads where the money would go, and calls it off at the platform’s cost', async () => {
    const [tutor, student, caller] = await Promise.all([
      openTutor(platform, post, 'Awa Koné'),
      signUpByPhone(platform, post, 'Moussa Traoré'),
      signInStaff(api, 'support'),
    ]);
    const id = await openLesson(platform, urls.stripe, tutor, student);
    const { price } = await api.ok(bookingRpc.get, { id }, student);
    const staff = new WebPerson(await open({ locale: 'fr', viewport: PHONE }), 'fr', 'Support');
    await signInAs(staff.visitor, caller);

    await staff.goto('/staff/disputes');
    await staff.field('staff.disputes.id').fill(id);
    await staff.button('staff.disputes.open').click();
    await staff.arrives(`/staff/bookings/${id}`);
    await staff.button('staff.booking.waive').click();

    const dialog = staff.page.getByRole('dialog');
    const says = async (sums: { back: number; pays: number }) => {
      const digits = async (key: 'waiveGives' | 'waiveKeeps' | 'waivePays') => {
        const line = dialog
          .locator('dl > div')
          .filter({ hasText: staff.t(`staff.booking.${key}`) });
        return Number((await line.locator('dd').innerText()).replaceAll(/\D/g, ''));
      };
      expect(await digits('waiveGives')).toBe(sums.back);
      expect(await digits('waiveKeeps')).toBe(0);
      expect(await digits('waivePays')).toBe(sums.pays);
    };
    await dialog.getByText(staff.t('staff.booking.waiveMeans.provider')).waitFor();
    await says({ back: price.amount, pays: 0 });
    await dialog.getByRole('radio', { name: staff.t('staff.booking.bornBy.platform') }).check();
    await dialog.getByText(staff.t('staff.booking.waiveMeans.platform')).waitFor();
    await says({ back: price.amount, pays: price.amount });
    await staff.seesAccessibly();
    const reason = 'La salle de classe était en panne pendant une heure.';
    await dialog.getByLabel(staff.t('staff.booking.reason')).fill(reason);
    await dialog.getByRole('button', { name: staff.t('staff.booking.waiveConfirm') }).click();
    await dialog.waitFor({ state: 'hidden' });
    await staff.main.getByText(reason).waitFor();
    expect(await staff.button('staff.booking.waive').count()).toBe(0);
    await staff.seesAccessibly();

    await eventually(async () => {
      expect((await api.ok(bookingRpc.get, { id }, student)).state).toBe('refunded');
    });
    await eventually(async () => {
      const { items } = await api.ok(paymentRpc.earnings, {}, tutor);
      expect(items).toMatchObject([{ bookingId: id, paid: price, state: 'payable' }]);
    });
    expect(staff.visitor.faults).toEqual([]);
    await staff.visitor.close();
  }, 180_000);
});
