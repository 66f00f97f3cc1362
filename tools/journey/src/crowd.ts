import { openTutor, signUpByPhone, type Person } from './actors.ts';
import { ApiClient } from './api-client.ts';
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
  { url, urls }: JourneyPlatform,
  counts: { tutors: number; learners: number },
): Promise<Crowd> {
  const api = new ApiClient(url);
  const post = new Postbox(urls);
  try {
    return {
      tutors: await inParallel(counts.tutors, SIGN_UPS, (i) =>
        openTutor(api, post, `Tutor ${i + 1}`),
      ),
      learners: await inParallel(counts.learners, SIGN_UPS, (i) =>
        signUpByPhone(api, post, `Learner ${i + 1}`),
      ),
    };
  } finally {
    await api.close();
  }
}
