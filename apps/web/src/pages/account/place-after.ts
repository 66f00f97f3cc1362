import type { User } from '@edu/client';
import type { Locale } from '@edu/contract-kit';
import { nextPath } from '../../island/sign-in-again.ts';
import { staffPlacesOf } from '../../shell/staff-places.ts';
import { givesLessons } from '../../shell/teaches.ts';

/**
 * Where somebody goes who has just signed in: where they were going, or what they most likely want.
 *
 * @param search of the page's address
 * @param isNew they have just signed up
 */
export function placeAfter(
  user: Pick<User, 'roles'>,
  locale: Locale,
  search: string,
  isNew: boolean,
): string {
  const next = nextPath(search);
  if (next) return next;
  if (staffPlacesOf(user).length > 0) return `/${locale}/staff`;
  const provider = givesLessons(user);
  const place = isNew
    ? provider
      ? '/teaching/profile'
      : '/search'
    : provider
      ? '/teaching/lessons'
      : '/lessons';
  return `/${locale}${place}`;
}
