import type { User } from '@edu/client';

const KEY = 'teaches';
const TEACHERS: readonly string[] = ['tutor', 'coach', 'mentor'];

/** Whether somebody gives lessons here. */
export const givesLessons = ({ roles }: Pick<User, 'roles'>): boolean =>
  roles.some((role) => TEACHERS.includes(role));

/** For the header, which shows other links to those who teach; it grants nothing. */
export function rememberTeaching(user: Pick<User, 'roles'>): void {
  try {
    localStorage.setItem(KEY, givesLessons(user) ? '1' : '0');
  } catch {
    // Storage is blocked: the account page has the same links.
  }
}

export function isRememberedAsTeaching(): boolean {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
}
