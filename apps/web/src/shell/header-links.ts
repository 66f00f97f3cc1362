import type { User } from '@edu/client';
import { hasCookie } from '../island/has-cookie.ts';
import { staffPlacesOf } from './staff-places.ts';
import { givesLessons } from './teaches.ts';

const YEAR_S = 31_536_000;

/**
 * For the header, which shows other links to those who teach and to staff; it grants nothing. Cookies,
 * so that the server writes the header as it will be.
 */
export function rememberLinks(user: Pick<User, 'roles'>): void {
  remember('teaches', givesLessons(user));
  remember('staff', staffPlacesOf(user).length > 0);
}

function remember(name: string, value: boolean): void {
  document.cookie = `${name}=${value ? '1' : '0'}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

export const isRememberedAsTeaching = (): boolean => hasCookie('teaches=1');
export const isRememberedAsStaff = (): boolean => hasCookie('staff=1');
