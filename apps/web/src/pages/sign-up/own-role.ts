import type { OwnRole } from '@edu/client';
import { authRegister } from '@edu/client/fields';

export const ownRole = (text: string | null): OwnRole | undefined =>
  authRegister['/role'].options.find((role) => role === text);
