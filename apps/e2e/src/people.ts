import type { RoutedRpc } from '@edu/contracts-registry';
import { openTutor, signUpByPhone, type ApiClient, type Person, type Postbox } from '@edu/journey';

/** Somebody of each kind that a route may ask for. */
export interface People {
  readonly student: Person;
  readonly other: Person;
  readonly tutor: Person;
}

export async function makePeople(api: ApiClient, post: Postbox): Promise<People> {
  const [student, other, tutor] = await Promise.all([
    signUpByPhone(api, post, 'Student'),
    signUpByPhone(api, post, 'Other student'),
    openTutor(api, post, 'Tutor'),
  ]);
  return { student, other, tutor };
}

/** Whoever may call this route; undefined where nobody needs to be signed in. */
export function allowed({ access }: RoutedRpc, { student, tutor }: People): Person | undefined {
  if (access === 'public') return undefined;
  if (access === 'user' || access.includes('student')) return student;
  return tutor;
}
