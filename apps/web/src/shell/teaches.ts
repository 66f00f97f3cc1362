import type { User } from '@edu/client';

const TEACHERS: readonly string[] = ['tutor', 'coach', 'mentor'];

/** Whether somebody gives lessons here. */
export const givesLessons = ({ roles }: Pick<User, 'roles'>): boolean =>
  kindOf({ roles }) !== undefined;

/** As what: the first of tutor, coach and mentor that somebody is. */
export const kindOf = ({ roles }: Pick<User, 'roles'>): string | undefined =>
  TEACHERS.find((kind) => roles.some((role) => role === kind));
