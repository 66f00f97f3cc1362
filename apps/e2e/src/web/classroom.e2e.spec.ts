import { accessibilityFaults, DESKTOP, type Visitor } from '@edu/browser';
import { newIntent } from '@edu/client';
import {
  firstStart,
  openLesson,
  openTutor,
  payByCard,
  Postbox,
  readSlots,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { loudness, secondsShown } from './media.ts';
import { signInAs } from './sign-in.ts';
import { describeInBrowser, type Open } from './with-browser.ts';

// Two browsers that code pictures share two cores with the whole platform.
vi.setConfig({ testTimeout: 180_000 });

const platform = inject('platform');
const { urls, classrooms } = platform;
const PATIENT = { timeout: 20_000 };
let tutor: Person;
let student: Person;
let stranger: Person;
let lesson: string;

beforeAll(async () => {
  const post = new Postbox(urls);
  [tutor, student, stranger] = await Promise.all([
    openTutor(platform, post, 'Awa Koné'),
    signUpByPhone(platform, post, 'Moussa Traoré'),
    signUpByPhone(platform, post, 'Fatou Ndiaye'),
  ]);
  lesson = await openLesson(platform, urls.stripe, tutor, student);
});

const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true });

async function visit(open: Open, as: Person, bookingId: string, locale: 'fr' | 'en' = 'en') {
  const visitor = await open({ locale });
  await signInAs(visitor, as);
  await visitor.page.goto(`/${locale}/classroom/${bookingId}`);
  return visitor;
}

if (!classrooms) {
  const how = 'npm run servers -- livekit-server (needs Go)';
  process.stdout.write(`Skipped, lessons in a real room: no LiveKit here; ${how}\n`);
}
describe.skipIf(!classrooms)('a room', () => {
  describeInBrowser(
    'of two people with microphones and cameras',
    (open) => {
      it('carries speech, pictures, a screen, hands and messages both ways', async () => {
        const teacher = await open({ viewport: DESKTOP });
        const learner = await open({ locale: 'en' });
        await signInAs(teacher, tutor);
        await signInAs(learner, student);
        await teacher.page.goto(`/fr/classroom/${lesson}`);
        await learner.page.goto(`/en/classroom/${lesson}`);
        await button(teacher, 'Rejoindre le cours').click();
        await button(learner, 'Join the lesson').click();
        await teacher.page.locator('audio').waitFor({ state: 'attached' });
        await learner.page.locator('audio').waitFor({ state: 'attached' });
        for (const { page } of [teacher, learner]) {
          await expect.poll(() => loudness(page), PATIENT).toBeGreaterThan(0.05);
        }

        await button(learner, 'Mute').click();
        await teacher.page.getByText('Micro coupé').waitFor();
        await expect.poll(() => loudness(teacher.page), PATIENT).toBeLessThan(0.01);

        await button(teacher, 'Activer la caméra').click();
        await expect.poll(() => secondsShown(learner.page), PATIENT).toBeGreaterThan(1);
        await button(learner, 'Sound only').click();
        await learner.page.locator('video.big').waitFor({ state: 'detached' });
        await button(learner, 'Show video again').click();
        await expect.poll(() => secondsShown(learner.page), PATIENT).toBeGreaterThan(1);

        await button(teacher, 'Partager l’écran').click();
        const screen = learner.page.getByLabel('The other person’s screen');
        await screen.waitFor();
        await expect.poll(() => secondsShown(learner.page), PATIENT).toBeGreaterThan(1);
        await button(teacher, 'Arrêter le partage').click();
        await button(teacher, 'Partager l’écran').waitFor();
        await screen.waitFor({ state: 'detached' });

        await button(learner, 'Raise hand').click();
        await teacher.page.locator('.hand').waitFor();
        await learner.page.getByPlaceholder('Your message').fill('x² < 4 <b>?</b>');
        await button(learner, 'Send').click();
        await teacher.page.getByText('x² < 4 <b>?</b>').waitFor();

        const bytes = async () =>
          Number(await learner.page.locator('[data-bytes]').getAttribute('data-bytes'));
        const before = await bytes();
        expect(before).toBeGreaterThan(10_000);
        await expect.poll(bytes, PATIENT).toBeGreaterThan(before);

        for (const { page } of [teacher, learner])
          expect(await accessibilityFaults(page)).toEqual([]);
        await button(learner, 'Leave').click();
        await learner.page.getByText('You have left the classroom').waitFor();
        await button(learner, 'Go back in').click();
        await button(learner, 'Join the lesson').click();
        await teacher.page.getByText('Moussa Traoré est là.').first().waitFor();
        expect([...teacher.faults, ...learner.faults]).toEqual([]);
        await teacher.close();
        await learner.close();
      });
    },
    { media: true },
  );
});

describeInBrowser('the door of a classroom', (open) => {
  /** Books a lesson in some hours. */
  async function book(hours: number): Promise<string> {
    const slots = await readSlots(platform, { providerId: tutor.id, zone: 'Africa/Abidjan' });
    const startsAt = firstStart(slots, new Date(Date.now() + hours * 3_600_000));
    const slot = { body: { providerId: tutor.id, startsAt }, intent: newIntent() };
    return (await student.api.post('/api/v1/bookings', slot)).id;
  }

  it('stays closed to others, to typing errors and for whoever has not paid', async () => {
    const unpaid = await book(5);
    for (const [person, id, words] of [
      [stranger, lesson, 'This is not a lesson of yours'],
      [student, 'nonsense', 'This is not a lesson of yours'],
      [student, unpaid, 'This lesson is not paid yet'],
    ] as const) {
      const visitor = await visit(open, person, id);
      await visitor.page.getByText(words).waitFor();
      expect(await accessibilityFaults(visitor.page)).toEqual([]);
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    }
  });

  it('counts down to a lesson of later, by the server’s clock', async () => {
    const id = await book(3);
    const order = { body: { bookingId: id }, intent: newIntent() };
    const intent = await student.api.post('/api/v1/payments/intent', order);
    await payByCard(urls.stripe, intent);
    const visitor = await open();
    await signInAs(visitor, student);
    // This device is two days behind.
    await visitor.page.clock.install({ time: Date.now() - 172_800_000 });
    await visitor.page.goto(`/fr/classroom/${id}`);
    const timer = visitor.page.getByRole('timer');
    await visitor.page.clock.runFor(6_000); // a moment of patience after paying
    await timer.waitFor();
    expect(await timer.innerText()).toMatch(/^[23]:\d\d:\d\d$/);
    expect(await accessibilityFaults(visitor.page)).toEqual([]);
    expect(visitor.faults).toEqual([]);
    await visitor.close();
  });

  it.skipIf(!classrooms)(
    'lets somebody in whose microphone and camera are refused, and says what to do',
    async () => {
      const visitor = await visit(open, student, lesson, 'fr');
      const { page } = visitor;
      await button(visitor, 'Tester le microphone').click();
      await page
        .getByText(/microphone/i)
        .and(page.locator('.notice-box *'))
        .first()
        .waitFor();
      await button(visitor, 'Tester la caméra').click();
      // Where there is a browser without a camera, none can be refused.
      const none = page.getByText('Aucune caméra trouvée');
      await none.or(page.getByText('La caméra n’est pas autorisée')).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await button(visitor, 'Rejoindre le cours').click();
      await page.getByText('En attendant, vous entendez l’autre personne').waitFor();
      expect(await button(visitor, 'Activer le micro').getAttribute('aria-disabled')).toBe('false');
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    },
  );
});

describeInBrowser('a visit that ends', (open) => {
  it.skipIf(classrooms)('before it began says how a server is to be had', async () => {
    const visitor = await visit(open, student, lesson);
    const { page } = visitor;
    await page.getByText('There is no classroom server here').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await visitor.close();
  });

  it.skipIf(!classrooms)('says why, and leads back in where that helps', async () => {
    const first = await visit(open, student, lesson);
    const second = await visit(open, student, lesson);
    const third = await open({ locale: 'en' });
    await third.page.routeWebSocket(/\/rtc/, (socket) => socket.close());
    await signInAs(third, tutor);
    await third.page.goto(`/en/classroom/${lesson}`);
    await button(third, 'Join the lesson').click();
    await third.page.getByText('The classroom cannot be reached').waitFor();

    await button(first, 'Join the lesson').click();
    await first.page.getByText('Awa Koné is not here yet').first().waitFor();
    await button(second, 'Join the lesson').click();
    await first.page.getByText('You are in this lesson somewhere else').waitFor();
    await button(first, 'Go back in').waitFor();

    await student.api.post('/api/v1/bookings/{id}/cancel', {
      params: { path: { id: lesson } },
      body: {},
      intent: newIntent(),
    });
    await second.page.getByText('The classroom has closed').waitFor();
    await second.page.reload();
    await second.page.getByText('This lesson does not take place').waitFor();
    for (const visitor of [first, second, third]) {
      expect(await accessibilityFaults(visitor.page)).toEqual([]);
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    }
  });
});
