import { platformErrors, type Access, type Actor } from '@edu/contract-kit';

/**
 * Deny by default: throws unless `access` lets this actor in. Finer rules (whose booking is it?)
 * belong to the handler.
 *
 * @throws platform.unauthenticated, platform.forbidden
 */
export function checkAccess(access: Access, actor: Actor | undefined): void {
  if (access === 'public' || access === 'service') return;
  if (!actor) throw platformErrors.unauthenticated();
  if (access === 'user') return;
  if (!actor.roles.some((role) => access.includes(role))) throw platformErrors.forbidden();
}
