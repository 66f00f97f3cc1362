import type { User } from '@edu/client';
import { staffPlacesOf } from '../../shell/staff-places.ts';

/** Whether somebody may check documents. */
export const isReviewer = (user: Pick<User, 'roles'>): boolean =>
  staffPlacesOf(user).includes('verifications');
