import { ApiError } from '@edu/client';

/** The code that confirms a sign-in on a device that is new, if that is what it was answered with. */
export function codeAskedBy(error: unknown): string | undefined {
  if (!(error instanceof ApiError && error.is('auth.code_required'))) return undefined;
  const { verificationId } = error.params;
  return typeof verificationId === 'string' ? verificationId : undefined;
}
