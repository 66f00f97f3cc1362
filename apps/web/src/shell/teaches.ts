import type { User } from '@edu/client';
import { hasCookie } from '../island/has-cookie.ts';

const NAME = 'teaches';
const YEAR_S = 31_536_000;
const TEACHERS: readonly string[] = ['tutor', 'coach', 'mentor'];

/** Whether somebody gives lessons here. */
export const givesLessons = ({ roles }: Pick<User, 'roles'>): boolean =>
  kindOf({ roles }) !== undefined;

/** As what: the first of tutor, coach and mentor that somebody is. */
export const kindOf = ({ roles }: Pick<User, 'roles'>): string | undefined =>
  TEACHERS.find((kind) => roles.some((role) => role === kind));

/**
 * For the header, which shows other links to those who teach; it grants nothing. A cookie, so that the
 * server writes the header as it will be.
 */
export function rememberTeaching(user: Pick<User, 'roles'>): void {
  const value = givesLessons(user) ? '1' : '0';
  document.cookie = `${NAME}=${value}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

export const isRememberedAsTeaching = (): boolean => hasCookie(`${NAME}=1`);
