import { Injectable } from '@nestjs/common';
import { newId, type Actor, type RpcInput } from '@edu/contract-kit';
import { MAX_PARENTS, profileErrors, type profileRpc } from '@edu/contracts-profile';
import type { Call } from '@edu/messaging';
import { Clock } from '@edu/service';
import type { ProfileTx } from '../profile.db.ts';
import { Children } from './children.service.ts';
import { agree, changeChild, doing, notice } from './family.changes.ts';
import { FamilyQueries } from './family.queries.ts';
import { parentIdsOf, type WholeChild } from './family.row.ts';

type GivenConsent = RpcInput<typeof profileRpc.acceptInvitation>['consent'];

/** Those who accept an invitation become a parent, or the child itself. */
@Injectable()
export class Joining {
  constructor(
    private readonly children: Children,
    private readonly queries: FamilyQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * @param child locked
   * @throws profile.wrong_kind_of_account, profile.already_linked, profile.too_many_parents,
   * profile.too_many_children, profile.child_closed
   */
  join(
    tx: ProfileTx,
    as: string,
    child: WholeChild,
    consent: GivenConsent,
    call: Call,
  ): Promise<WholeChild> {
    const isParent = as === 'parent';
    if (!isKind(call.actor, isParent ? 'parent' : 'student')) {
      throw profileErrors.wrongKindOfAccount();
    }
    return isParent
      ? this.asParent(tx, child, consent, call)
      : this.asChild(tx, child, consent, call);
  }

  private async asParent(tx: ProfileTx, child: WholeChild, consent: GivenConsent, call: Call) {
    const { userId: parentId } = call.actor;
    const [at, before] = [this.clock.now(), parentIdsOf(child)];
    if (before.includes(parentId)) throw profileErrors.alreadyLinked();
    if (before.length >= MAX_PARENTS) {
      throw profileErrors.tooManyParents({ params: { max: MAX_PARENTS } });
    }
    await this.children.requireRoom(tx, parentId);
    await tx.prisma.childParent.create({ data: { childId: child.id, parentId, linkedAt: at } });
    await agree(tx, child, { by: parentId, kind: 'care', consent, at });
    await notice(tx, child.id, 'parent_joined', child.hasAccount ? [...before, child.id] : before);
    return changeChild(tx, child.id, {}, doing(call, 'child.parent_linked', at));
  }

  /**
   * The child goes on under the id of its account, with its parents, caps and consents. What was booked
   * for it before stays with the entry of before, which takes nothing new.
   */
  private async asChild(tx: ProfileTx, entry: WholeChild, consent: GivenConsent, call: Call) {
    const { userId: id } = call.actor;
    const at = this.clock.now();
    if (entry.closed || entry.hasAccount) throw profileErrors.alreadyLinked();
    const known = await this.queries.findLocked(tx, id);
    if (known?.parents.length) throw profileErrors.alreadyLinked();
    const { parents, consents, closed: _, version: _version, id: _id, ...about } = entry;
    const data = { ...about, hasAccount: true, createdAt: at };
    await tx.prisma.child.upsert({
      where: { id },
      create: { id, ...data, version: 0 },
      update: data,
    });
    await tx.prisma.childParent.createMany({
      data: parents.map(({ parentId, linkedAt }) => ({ childId: id, parentId, linkedAt })),
    });
    await tx.prisma.consent.createMany({
      data: consents
        .filter(({ withdrawnAt }) => withdrawnAt === null)
        .map((given) => ({ ...given, id: newId(), childId: id })),
      skipDuplicates: true,
    });
    await agree(tx, { ...entry, id }, { by: id, kind: 'care', consent, at });
    await changeChild(tx, entry.id, { closed: true }, doing(call, 'child.closed', at));
    await notice(tx, id, 'child_joined', parentIdsOf(entry));
    return changeChild(tx, id, {}, doing(call, 'child.account_linked', at));
  }
}

/** A child has a student's account and no other; a parent may be a provider as well. */
function isKind({ roles }: Actor, kind: 'student' | 'parent'): boolean {
  return kind === 'parent' ? roles.includes('parent') : roles.every((role) => role === 'student');
}
