import { createHash, randomUUID } from 'node:crypto';
import { PHONE } from '@edu/browser';
import { paymentRpc } from '@edu/contracts-payment';
import { bookingRpc } from '@edu/contracts-booking';
import { sessionRpc } from '@edu/contracts-session';
import {
  ApiClient,
  eventually,
  openLesson,
  openTutor,
  Postbox,
  signUpByPhone,
  type Person,
} from '@edu/journey';
import { AccessToken } from 'livekit-server-sdk';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { signInStaff } from '../people.ts';
import { signInAs } from './sign-in.ts';
import { WebPerson } from './web-person.ts';
import { describeInBrowser } from './with-browser.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const platform = inject('platform');
const { urls, livekit } = platform;
const api = new ApiClient(platform.url);
const post = new Postbox(urls);
const MINUTE_MS = 60_000;
/** The room is closed, and the lesson still waits for what it proves. */
const ENDED_MIN = 12;

let database: pg.Client;
let tutor: Person;
let student: Person;
let id: string;

beforeAll(async () => {
  database = new pg.Client({ connectionString: platform.databaseUrl });
  await database.connect();
});
beforeEach(async () => {
  [tutor, student] = await Promise.all([
    openTutor(platform, post, 'Awa Koné'),
    signUpByPhone(platform, post, 'Moussa Traoré'),
  ]);
  id = await openLesson(platform, urls.stripe, tutor, student);
});
afterAll(async () => {
  await database.end();
  await api.close();
});

/** LiveKit says that somebody came and went, so many minutes ago. */
async function wasIn({ id: identity }: Person, from: number, until: number): Promise<void> {
  const seconds = (ago: number) => String(Math.floor((Date.now() - ago * MINUTE_MS) / 1_000));
  const room = { sid: `RM_${id}`, name: `booking-${id}` };
  const participant = { identity, sid: `PA_${identity}`, joinedAt: seconds(from) };
  const about = { room, participant };
  for (const [event, at] of [
    ['participant_left', until], // as it may come
    ['participant_joined', from],
  ] as const) {
    const body = JSON.stringify({
      event,
      id: `EV_${randomUUID()}`,
      createdAt: seconds(at),
      ...about,
    });
    const token = new AccessToken(livekit!.key, livekit!.secret, { ttl: 60 });
    token.sha256 = createHash('sha256').update(body).digest('base64');
    const answer = await fetch(`${platform.url}/api/v1/sessions/webhooks/livekit`, {
      method: 'POST',
      headers: {
        'content-type': 'application/webhook+json',
        authorization: await token.toJwt(),
      },
      body,
    });
    expect(answer.status).toBe(200);
  }
}

/** The lesson was so long ago that it is over: for the booking, then for its room. */
async function passes(): Promise<void> {
  const { rows } = await database.query<{ by: string }>(
    `SELECT (ends_at - now() + interval '${ENDED_MIN} minutes')::text AS by
     FROM booking.booking WHERE id = $1`,
    [id],
  );
  const by = [id, rows[0]!.by];
  await database.query(
    `UPDATE booking.booking SET starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval,
       busy_from = busy_from - $2::interval, busy_until = busy_until - $2::interval WHERE id = $1`,
    by,
  );
  await database.query(
    `UPDATE booking.process SET due_at = due_at - $2::interval WHERE subject_id = $1`,
    by,
  );
  await database.query(
    `UPDATE session.room SET starts_at = starts_at - $2::interval, ends_at = ends_at - $2::interval
     WHERE booking_id = $1`,
    by,
  );
}
const becomes = (state: string) =>
  eventually(async () => {
    expect((await api.ok(bookingRpc.get, { id }, student)).state).toBe(state);
  });
const attendance = () => api.ok(sessionRpc.attendance, { bookingId: id }, student);
const earning = async () => {
  const { items } = await api.ok(paymentRpc.earnings, {}, tutor);
  return items.find(({ bookingId }) => bookingId === id)?.state;
};

describeInBrowser('after a lesson', (open) => {
  const reader = async (person: Person) => {
    const visitor = await open({ locale: 'fr', viewport: PHONE });
    await signInAs(visitor, person);
    const web = new WebPerson(visitor, 'fr', person.displayName);
    await web.goto(`/lessons/${id}`);
    return web;
  };

  it('to which the teacher never came, the learner reads why, and has the money back', async () => {
    await wasIn(student, 72, 40);
    await passes();
    await becomes('no_show');
    expect(await attendance()).toMatchObject({
      learner: { presence: 'present' },
      provider: { presence: 'absent', ground: 'never_came' },
    });
    const learner = await reader(student);
    await learner.main.getByText(learner.t('outcome.attendance.online')).click();
    await learner.reads('outcome.ground.never_came');
    await learner.reads('outcome.absentBy');
    await learner.seesAccessibly();
    expect(await earning()).toBe('expected');
    await learner.button('outcome.moneyBack').click();
    await learner.seesAccessibly();
    await learner.button('outcome.moneyBackConfirm').click();
    await learner.reads('outcome.goingBack');
    await becomes('refunded');
    expect(learner.visitor.faults).toEqual([]);
    await learner.visitor.close();
  });

  it('to which the teacher never came, the learner chooses a new time, which is paid already', async () => {
    await wasIn(student, 72, 40);
    await passes();
    await becomes('no_show');
    const teacher = await reader(tutor);
    await teacher.button('outcome.contest').waitFor();
    await teacher.seesAccessibly();
    const learner = await reader(student);
    await learner.button('outcome.newTime').click();
    await learner.button('lessons.moveConfirm').waitFor();
    await learner.reads('outcome.newTimeMeans');
    await learner.seesAccessibly();
    await learner.button('lessons.moveConfirm').click();
    await learner.reads('lessons.state.confirmed');
    const moved = await api.ok(bookingRpc.get, { id }, student);
    expect(Date.parse(moved.startsAt)).toBeGreaterThan(Date.now());
    expect(moved).toMatchObject({ state: 'confirmed', reschedules: 0 });
    await eventually(async () => expect(await earning()).toBe('expected'));
    for (const { visitor } of [teacher, learner]) {
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    }
  });

  it('to which the teacher is said not to have come, the teacher objects, support decides, and the teacher is paid', async () => {
    await wasIn(student, 72, 40);
    await passes();
    await becomes('no_show');
    const learner = await reader(student);
    await learner.button('outcome.moneyBack').waitFor();

    const teacher = await reader(tutor);
    await teacher.main.getByText(teacher.t('outcome.attendance.online')).click();
    await teacher.reads('outcome.ground.never_came');
    await teacher.button('outcome.contest').click();
    const objection = teacher.page.getByRole('dialog');
    const words = 'J’étais là, mais la salle ne s’ouvrait pas. Moussa m’a eue au téléphone.';
    await objection.getByLabel(teacher.t('outcome.contestText')).fill(words);
    await teacher.seesAccessibly();
    await objection.getByRole('button', { name: teacher.t('outcome.contestSend') }).click();
    await teacher.main.getByText(words).waitFor();
    expect(await teacher.button('outcome.contest').count()).toBe(0);

    // The learner still has the choice before them, which is not theirs any more.
    await learner.button('outcome.moneyBack').click();
    await learner.button('outcome.moneyBackConfirm').click();
    await learner.page.getByText('Il n’y a plus rien à choisir pour ce cours').waitFor();
    await learner.goto(`/lessons/${id}`);
    await learner.main.getByText(words).waitFor();
    expect(await learner.button('outcome.moneyBack').count()).toBe(0);
    expect(await learner.button('outcome.newTime').count()).toBe(0);
    const answer = 'C’est vrai, nous avons parlé une heure au téléphone.';
    await learner.field('outcome.write').fill(answer);
    await learner.button('outcome.writeSend').click();
    await learner.main.getByText(answer).waitFor();
    await learner.seesAccessibly();
    expect(await earning()).toBe('expected');

    const staff = await open({ locale: 'fr', viewport: PHONE });
    await signInAs(staff, await signInStaff(api, 'support'));
    const support = new WebPerson(staff, 'fr', 'Support');
    await support.goto('/staff/disputes');
    await support.main.locator(`[data-booking="${id}"]`).getByRole('link').click();
    await support.arrives(`/staff/bookings/${id}`);
    await support.main.getByText(words).waitFor();
    await support.main.getByText(answer).waitFor();
    await support.field('staff.booking.refundPct').fill('0');
    const reason = 'Le cours a eu lieu par téléphone : les deux le disent.';
    await support.field('staff.booking.reason').fill(reason);
    await support.seesAccessibly();
    await support.button('staff.booking.decideSend').click();
    await support.main.getByText(reason).waitFor();

    for (const person of [teacher, learner]) {
      await person.goto(`/lessons/${id}`);
      await person.main.getByText('le cours est payé en entier').waitFor();
      await person.main.getByText(reason).waitFor();
      await person.seesAccessibly();
    }
    await eventually(async () => expect(await earning()).toBe('payable'));
    for (const { visitor } of [teacher, learner, support]) {
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    }
  });

  it('of which the learner chose nothing for 72 hours, all the money goes back', async () => {
    await wasIn(student, 72, 40);
    await passes();
    await becomes('no_show');
    await database.query('UPDATE booking.process SET due_at = now() WHERE subject_id = $1', [id]);
    await becomes('refunded');
  });

  it('to which the learner never came, both read why, and the teacher is paid once nobody can object', async () => {
    await wasIn(tutor, 72, 40);
    await passes();
    await becomes('no_show');
    expect(await attendance()).toMatchObject({ learner: { presence: 'absent' } });
    const [learner, teacher] = [await reader(student), await reader(tutor)];
    for (const person of [learner, teacher]) {
      await person.main.getByText(person.t('outcome.attendance.online')).click();
      await person.reads('outcome.ground.never_came');
      await person.button('outcome.contest').waitFor();
      await person.seesAccessibly();
    }
    expect(await learner.button('outcome.moneyBack').count()).toBe(0);
    await isPaidUnlessSomebodyObjects(teacher, learner);
  });

  it('that took place, nobody objects to, and the teacher is paid', async () => {
    await wasIn(tutor, 72, 13);
    await wasIn(student, 70, 13);
    await passes();
    await becomes('completed');
    const [learner, teacher] = [await reader(student), await reader(tutor)];
    await learner.reads('lessons.state.completed');
    await learner.button('outcome.contest').waitFor();
    await isPaidUnlessSomebodyObjects(teacher, learner);
  });

  /** The time to object passes, before the eyes of both. */
  async function isPaidUnlessSomebodyObjects(teacher: WebPerson, learner: WebPerson) {
    const card = teacher.main.getByRole('listitem').filter({
      has: teacher.page.locator(`a[href$="/lessons/${id}"]`),
    });
    const seesEarning = async (key: 'isExpected' | 'isPayable') => {
      await teacher.goto('/teaching/earnings');
      const text = teacher.t(`teaching.earnings.${key}`);
      await card.getByText(new RegExp(`^${text}`)).waitFor();
      await teacher.seesAccessibly();
    };
    expect(await earning()).toBe('expected');
    await seesEarning('isExpected');
    await database.query('UPDATE booking.process SET due_at = now() WHERE subject_id = $1', [id]);
    await eventually(async () => expect(await earning()).toBe('payable'));
    await seesEarning('isPayable');
    for (const person of [learner, teacher]) {
      await person.goto(`/lessons/${id}`);
      await person.reads('outcome.settled');
      expect(await person.button('outcome.contest').count()).toBe(0);
      await person.seesAccessibly();
      expect(person.visitor.faults).toEqual([]);
      await person.visitor.close();
    }
  }

  it('that took place, the teacher reports, the learner reads it and objects, and the money waits', async () => {
    await wasIn(tutor, 72, 13);
    await wasIn(student, 70, 13);
    await passes();
    await becomes('completed');

    const teacher = await reader(tutor);
    await teacher.button('outcome.writeReport').click();
    await teacher.field('outcome.report').fill('Les fractions : additionner et simplifier.');
    await teacher.seesAccessibly();
    await teacher.button('outcome.saveReport').click();
    await teacher.button('outcome.changeReport').waitFor();

    const learner = await reader(student);
    await learner.main.getByText('Les fractions : additionner et simplifier.').waitFor();
    await learner.button('outcome.contest').click();
    const { page } = learner;
    const words = 'Le cours a duré dix minutes seulement.';
    await page.getByLabel(learner.t('outcome.contestText')).fill(words);
    await learner.seesAccessibly();
    await page.getByRole('button', { name: learner.t('outcome.contestSend') }).click();
    await learner.main.getByText(words).waitFor();
    await database.query(
      'UPDATE booking.process SET due_at = now() WHERE subject_id = $1 AND due_at IS NOT NULL',
      [id],
    );
    expect(await api.ok(bookingRpc.outcome, { id }, tutor)).toMatchObject({ stage: 'disputed' });
    expect(await earning()).toBe('expected');
    for (const { visitor } of [teacher, learner]) {
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    }
  });
});
