import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { ApiError, newIntent, type Booking, type ClassroomToken, type Client } from '@edu/client';
import { platformErrors } from '@edu/contract-kit';
import { bookingErrors } from '@edu/contracts-booking';
import { paymentErrors } from '@edu/contracts-payment';
import { sessionErrors } from '@edu/contracts-session';
import {
  askForAddress,
  freshEmail,
  freshPhone,
  openAllWeek,
  register,
  saveProfile,
  signUpByPhone,
  TUTOR_PROFILE,
  verify,
  type Person,
} from './actors.ts';
import { payByCard } from './card.ts';
import { eventually } from './eventually.ts';
import { findNearby } from './find-nearby.ts';
import { clientAt, refused } from './gateway-client.ts';
import { notifiedByMail, notifiedInApp, type Reader } from './notified.ts';
import { checkKeyRules } from './key-rules.ts';
import { languageOf } from './language.ts';
import { openInbox } from './open-inbox.ts';
import { checkRoomToken, type LiveKitKey } from './room-token.ts';
import { Postbox, type Address, type SimulatorUrls } from './postbox.ts';
import { checkLocalTimes, firstStart, readSlots } from './slots.ts';
import { Steps, type Step } from './steps.ts';

/** A running platform as a client knows it. */
export interface JourneyPlatform {
  /** Of the gateway. */
  readonly url: string;
  readonly urls: SimulatorUrls;
  /** Verifies room tokens; without it they are only decoded. */
  readonly livekit?: LiveKitKey | undefined;
}

export interface JourneyResult {
  readonly steps: readonly Step[];
  readonly totalMs: number;
}

/** Where the student lives; the tutor's schedule is in Africa/Abidjan. */
const STUDENT_ZONE = 'Europe/Paris';
/** A hold ends when its lesson begins: a busy machine has that long to pay for it. */
const LEAD_MS = 120_000;
const DAY_MS = 86_400_000;

/**
 * The main job, over HTTP only: a tutor who reads French and a student who reads English find each
 * other, book, pay and enter the classroom, and nobody else gets in. Each run has people of its own.
 *
 * @throws StepFailed at the first step that does not go as it must
 */
export async function runJourney(
  platform: JourneyPlatform,
  report?: (step: Step) => void,
): Promise<JourneyResult> {
  const steps = new Steps(report);
  await new Journey(new Postbox(platform.urls), platform, steps).run();
  return { steps: steps.done, totalMs: steps.totalMs };
}

class Journey {
  readonly #post: Postbox;
  readonly #platform: JourneyPlatform;
  readonly #steps: Steps;

  constructor(post: Postbox, platform: JourneyPlatform, steps: Steps) {
    this.#post = post;
    this.#platform = platform;
    this.#steps = steps;
  }

  async run(): Promise<void> {
    const tutorMail = freshEmail('tutor');
    const studentMail = freshEmail('student');
    const tutor = await this.#tutorSignsUp(tutorMail);
    await this.#tutorOffersLessons(tutor);
    const student = await this.#studentSignsUp(studentMail);
    await this.#studentFindsTutor(student, tutor);
    const startsAt = await this.#studentReadsSlots(tutor);
    const booking = await this.#studentBooks(student, tutor, startsAt);
    const rival = await this.#rivalComesTooLate(booking);
    await this.#studentPays(student, rival, booking);
    await this.#bothAreNotified(booking, [
      { person: tutor, address: tutorMail, zone: 'Africa/Abidjan' },
      { person: student, address: studentMail, zone: STUDENT_ZONE },
    ]);
    await this.#theyMeet(booking, tutor, student, rival);
    await this.#tooEarlyForALaterLesson(booking, student);
    await this.#othersSeeNothing(booking, rival);
  }

  async #tutorSignsUp(address: Address): Promise<Person> {
    const who = { role: 'tutor', displayName: 'Aya Koné', locale: 'fr', address } as const;
    const sent = await this.#steps.run('a tutor signs up by e-mail', () =>
      register(this.#platform, who),
    );
    return this.#steps.run('… and verifies with the code from the mailbox', async () => {
      const { person, letter } = await verify(this.#platform, this.#post, sent, address);
      assert.equal(languageOf(`${letter.subject} ${letter.text}`), 'fr', 'language of the code');
      return person;
    });
  }

  async #tutorOffersLessons(tutor: Person): Promise<void> {
    await this.#steps.run('the tutor writes a profile (maths, Cocody, 10 km, 5 000 XOF)', () =>
      saveProfile(tutor),
    );
    await this.#steps.run('… and publishes it', async () => {
      const profile = await tutor.api.post('/api/v1/me/profile/publish');
      assert.equal(profile.state, 'published');
    });
    await this.#steps.run('… and a weekly schedule', () => openAllWeek(tutor));
  }

  async #studentSignsUp(mail: Address): Promise<Person> {
    const phone = freshPhone();
    const who = { role: 'student', displayName: 'Ama Boateng', locale: 'en' } as const;
    const sent = await this.#steps.run('a student signs up by phone', () =>
      register(this.#platform, { ...who, address: phone, zone: STUDENT_ZONE }),
    );
    const student = await this.#steps.run('… and verifies with the code from the SMS', async () => {
      const { person, letter } = await verify(this.#platform, this.#post, sent, phone);
      assert.equal(languageOf(letter.text), 'en', 'language of the code');
      return person;
    });
    return this.#steps.run('… and adds an e-mail address', async () => {
      const change = { own: phone, address: mail };
      const added = await askForAddress(this.#post, student, change);
      return (await verify(this.#platform, this.#post, added, mail)).person;
    });
  }

  #studentFindsTutor(student: Person, tutor: Person): Promise<void> {
    return this.#steps.run('the student finds the tutor, with distance', async () => {
      const hit = await eventually(() => findNearby(student, tutor));
      assert.deepEqual(hit.hourlyRate, TUTOR_PROFILE.hourlyRate);
      assert(hit.distanceKm !== null && hit.distanceKm < 3, `distance is ${hit.distanceKm} km`);
    });
  }

  #studentReadsSlots({ id: providerId }: Person): Promise<string> {
    return this.#steps.run('… reads the free slots in the own zone', async () => {
      const slots = await readSlots(this.#platform, { providerId, zone: STUDENT_ZONE });
      assert.equal(slots.zone, STUDENT_ZONE);
      checkLocalTimes(slots);
      const start = firstStart(slots, new Date(Date.now() + LEAD_MS));
      return start;
    });
  }

  async #studentBooks(student: Person, tutor: Person, startsAt: string): Promise<Booking> {
    const body = { providerId: tutor.id, startsAt, subject: 'maths' };
    const order = { body, intent: newIntent() };
    const booking = await this.#steps.run('… books one: pending, with price and hold', async () => {
      const made = await student.api.post('/api/v1/bookings', order);
      assert.equal(made.state, 'pending');
      assert.equal(made.startsAt, startsAt);
      assert.deepEqual(made.price, TUTOR_PROFILE.hourlyRate, 'the server’s price');
      const minutes = (Date.parse(made.holdExpiresAt ?? '') - Date.now()) / 60_000;
      assert(minutes > 0 && minutes <= 31, `the hold ends in ${minutes} minutes`);
      assert(made.holdExpiresAt! <= startsAt, 'nobody pays for a lesson that has begun');
      return made;
    });
    await this.#steps.run('… repeats the call and gets the same answer', () =>
      checkKeyRules(this.#platform, student, order, booking),
    );
    return booking;
  }

  async #rivalComesTooLate({ providerId, startsAt }: Booking): Promise<Person> {
    return this.#steps.run('a second student comes too late for the slot: 409', async () => {
      const rival = await signUpByPhone(this.#platform, this.#post, 'Moussa Diop');
      const order = { body: { providerId, startsAt }, intent: newIntent() };
      const error = await rival.api
        .post('/api/v1/bookings', order)
        .catch((reason: unknown) => reason);
      assert(error instanceof ApiError && error.status === 409, error as Error);
      return rival;
    });
  }

  async #studentPays({ api }: Person, rival: Person, { id }: Booking): Promise<void> {
    const inbox = openInbox(api);
    const order = { body: { bookingId: id }, intent: newIntent() };
    const intent = await this.#steps.run('the student opens the payment', async () => {
      const foreign = rival.api.post('/api/v1/payments/intent', { ...order, intent: newIntent() });
      await refused(foreign, paymentErrors.bookingNotFound);
      const opened = await api.post('/api/v1/payments/intent', order);
      assert.deepEqual(opened.amount, TUTOR_PROFILE.hourlyRate);
      return opened;
    });
    await this.#steps.run('… and pays by card', () =>
      payByCard(this.#platform.urls.stripe, intent),
    );
    await this.#steps.run('the signed webhook leads to “confirmed”', () =>
      this.#confirmed(id, api),
    );
    await this.#steps.run('… of which the open inbox is sent an event', () =>
      inbox.receives('booking-confirmed'),
    );
    await this.#steps.run('… and the payment is “succeeded”, once', async () => {
      const params = { path: { id: intent.id } };
      const payment = await api.get('/api/v1/payments/{id}', { params });
      assert.equal(payment.status, 'succeeded');
      const foreign = rival.api.get('/api/v1/payments/{id}', { params });
      await refused(foreign, paymentErrors.notFound);
    });
  }

  async #bothAreNotified({ id }: Booking, readers: readonly Reader[]): Promise<void> {
    await this.#steps.run('both find it in their inbox, each in their language', async () => {
      for (const reader of readers) await notifiedInApp(reader, id);
    });
    await this.#steps.run('… and in an e-mail, with their own time', async () => {
      for (const reader of readers) await notifiedByMail(this.#post, reader, id);
    });
  }

  async #theyMeet(
    { id: bookingId }: Booking,
    tutor: Person,
    student: Person,
    stranger: Person,
  ): Promise<void> {
    const enter = (api: Client) => enterRoom(api, bookingId);
    await this.#steps.run('both get a room token that LiveKit’s SDK verifies', async () => {
      const rooms = await Promise.all(
        [student, tutor].map(async (person) => {
          const pass = await eventually(() => enter(person.api));
          await checkRoomToken(pass, person.id, this.#platform.livekit);
          return pass.room;
        }),
      );
      assert.equal(rooms[0], rooms[1], 'one room for both');
    });
    await this.#steps.run('… that nobody else gets: 404', () =>
      refused(enter(stranger.api), sessionErrors.notFound),
    );
    await this.#steps.run('… nor anybody who is not signed in: 401', () =>
      refused(enter(clientAt(this.#platform)), platformErrors.unauthenticated),
    );
  }

  async #tooEarlyForALaterLesson(first: Booking, student: Person): Promise<void> {
    await this.#steps.run('the room of a lesson in a month is not open yet: 403', async () => {
      const { providerId, startsAt } = first;
      const slot = { providerId, startsAt: later(startsAt, 30 * DAY_MS) };
      const { api } = student;
      const { id } = await api.post('/api/v1/bookings', { body: slot, intent: newIntent() });
      const order = { body: { bookingId: id }, intent: newIntent() };
      const intent = await api.post('/api/v1/payments/intent', order);
      await payByCard(this.#platform.urls.stripe, intent);
      await this.#confirmed(id, api);
      await eventually(() => refused(enterRoom(api, id), sessionErrors.notOpen));
    });
  }

  #othersSeeNothing({ id }: Booking, stranger: Person): Promise<void> {
    const ask = async (bookingId: string) => {
      const params = { path: { id: bookingId } };
      const call = stranger.api.get('/api/v1/bookings/{id}', { params });
      const { status, code, title, detail } = await refused(call, bookingErrors.notFound);
      return { status, code, title, detail };
    };
    return this.#steps.run(
      'another student gets the same 404 as for an id without a booking',
      async () => {
        assert.deepEqual(await ask(id), await ask(randomUUID()));
      },
    );
  }

  #confirmed(id: string, api: Client): Promise<void> {
    return eventually(async () => {
      const { state } = await api.get('/api/v1/bookings/{id}', { params: { path: { id } } });
      assert.equal(state, 'confirmed');
    }, 60_000);
  }
}

function enterRoom(api: Client, bookingId: string): Promise<ClassroomToken> {
  return api.get('/api/v1/sessions/token', { params: { query: { bookingId } } });
}

function later(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
