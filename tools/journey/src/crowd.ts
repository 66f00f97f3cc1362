import { openTutor, signUpByPhone, type Person } from './actors.ts';
import { inParallel } from './in-parallel.ts';
import type { JourneyPlatform } from './journey.ts';
import { Postbox } from './postbox.ts';

/** Sign-ups at once: more would only queue. */
const SIGN_UPS = 8;

export interface Crowd {
  readonly tutors: readonly Person[];
  readonly learners: readonly Person[];
}

/** Signs up tutors who are open all week, and learners. */
export async function openCrowd(
  platform: JourneyPlatform,
  counts: { tutors: number; learners: number },
): Promise<Crowd> {
  const post = new Postbox(platform.urls);
  const { tutors, learners } = counts;
  return {
    tutors: await inParallel(tutors, SIGN_UPS, (i) => openTutor(platform, post, `Tutor ${i + 1}`)),
    learners: await inParallel(learners, SIGN_UPS, (i) =>
      signUpByPhone(platform, post, `Learner ${i + 1}`),
    ),
  };
}
