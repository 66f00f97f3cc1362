import { Injectable } from '@nestjs/common';
import { newId, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { MAX_CHILDREN, profileErrors, profileRpc, type Child } from '@edu/contracts-profile';
import type { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { Prisma } from '../generated/prisma/client.ts';
import { ProfileDb, type ProfileTx } from '../profile.db.ts';
import { agree, changeChild, doing, notice } from './family.changes.ts';
import { requirePresentText, requireTakeOver, requireUnderAge } from './family.domain.ts';
import { familyPolicies } from './family.policies.ts';
import { FamilyQueries } from './family.queries.ts';
import { capColumns, parentIdsOf, toChild, type WholeChild } from './family.row.ts';
import { endLinks } from './links.ts';

type Left = RpcOutput<typeof profileRpc.leaveChild>;

/** What parents do with their children. */
@Injectable()
export class Children {
  constructor(
    private readonly db: ProfileDb,
    private readonly queries: FamilyQueries,
    private readonly clock: Clock,
  ) {}

  async list({ userId }: Actor): Promise<RpcOutput<typeof profileRpc.listChildren>> {
    return { items: (await this.queries.listOf(userId)).map(toChild) };
  }

  /** @throws profile.child_not_found */
  async get(childId: string, call: Call): Promise<Child> {
    const row = await this.queries.find(childId, call.actor.userId);
    return toChild(familyPolicies.check('child.read', call.principal, row));
  }

  /** The family of a child that signs in by itself. */
  async mine({ userId }: Actor): Promise<RpcOutput<typeof profileRpc.myFamily>> {
    const row = await this.queries.findAccount(userId);
    return { child: row && toChild(row) };
  }

  /**
   * A child without a sign-in, and the consent of the parent who adds it.
   *
   * @throws profile.child_of_age, profile.consent_outdated, profile.too_many_children; those of an
   * Idempotency-Key
   */
  async create(input: RpcInput<typeof profileRpc.createChild>, call: Call): Promise<Child> {
    const { consent, ...about } = input;
    const at = this.clock.now();
    const { userId: parentId } = call.actor;
    requireUnderAge(about, at);
    requirePresentText('care', consent.version);
    const scope = idempotencyScope(profileRpc.createChild, call, input);
    return idempotent(this.db, scope, call, async (tx) => {
      await this.requireRoom(tx, parentId);
      const id = newId();
      await tx.prisma.child.create({
        data: {
          ...{ id, ...about, version: 0, createdAt: at },
          parents: { create: { parentId, linkedAt: at } },
        },
      });
      await agree(tx, { id, ...about }, { by: parentId, kind: 'care', consent, at });
      return toChild(await changeChild(tx, id, {}, doing(call, 'child.created', at)));
    });
  }

  /** @throws profile.child_not_found */
  change(
    { childId, firstName, zone }: RpcInput<typeof profileRpc.changeChild>,
    call: Call,
  ): Promise<Child> {
    const data = { ...(firstName && { firstName }), ...(zone && { zone }) };
    return this.update(childId, call, 'child.changed', () => Promise.resolve(data));
  }

  /** @throws profile.child_not_found */
  saveCaps({ childId, ...caps }: RpcInput<typeof profileRpc.saveCaps>, call: Call): Promise<Child> {
    return this.update(childId, call, 'child.caps_saved', async (tx, row) => {
      const others = parentIdsOf(row).filter((id) => id !== call.actor.userId);
      await notice(tx, childId, 'caps_changed', row.hasAccount ? [...others, childId] : others);
      return capColumns(caps);
    });
  }

  /**
   * One parent agrees for both, and one who takes it back does too. Agreeing again changes nothing.
   *
   * @throws profile.child_not_found, profile.consent_outdated
   */
  saveRecording(
    { childId, consent }: RpcInput<typeof profileRpc.saveRecording>,
    call: Call,
  ): Promise<Child> {
    const at = this.clock.now();
    const action = consent ? 'child.recording_agreed' : 'child.recording_withdrawn';
    return this.update(childId, call, action, async (tx, row) => {
      if (consent) {
        const by = call.actor.userId;
        const isNew = await agree(tx, row, { by, kind: 'recording', consent, at });
        return isNew || !row.recordingAgreed ? { recordingAgreed: true } : undefined;
      }
      const { count } = await tx.prisma.consent.updateMany({
        where: { childId, kind: 'recording', withdrawnAt: null },
        data: { withdrawnAt: at },
      });
      return count > 0 ? { recordingAgreed: false } : undefined;
    });
  }

  /** A parent goes; the other one and the child get a notice. @throws profile.child_not_found */
  leave(childId: string, call: Call): Promise<Left> {
    const at = this.clock.now();
    const { userId: parentId } = call.actor;
    return this.db.tx(async (tx) => {
      const before = await this.lock(tx, childId, call, 'child.leave');
      await tx.prisma.childParent.delete({ where: { childId_parentId: { childId, parentId } } });
      await tx.prisma.familyInvitation.updateMany({
        where: { childId, invitedBy: parentId, state: 'open' },
        data: { state: 'ended', address: null, dueAt: null },
      });
      const left = parentIdsOf(before).filter((id) => id !== parentId);
      await changeChild(tx, childId, {}, doing(call, 'child.unlinked', at));
      await notice(tx, childId, 'unlinked', before.hasAccount ? [...left, childId] : left);
      return { leftAt: at.toISOString() };
    });
  }

  /** The child says that it is of age. @throws profile.child_not_found, profile.under_age */
  takeOver(call: Call): Promise<Left> {
    const at = this.clock.now();
    return this.db.tx(async (tx) => {
      const found = await this.queries.findLocked(tx, call.actor.userId);
      const linked = found?.parents.length ? found : null;
      const row = familyPolicies.check('child.take_over', call.principal, linked);
      requireTakeOver(row, at);
      await endLinks(tx, row, doing(call, 'child.taken_over', at));
      return { leftAt: at.toISOString() };
    });
  }

  /** @throws profile.too_many_children */
  async requireRoom(tx: ProfileTx, parentId: string): Promise<void> {
    if ((await this.queries.countLocked(tx, parentId)) < MAX_CHILDREN) return;
    throw profileErrors.tooManyChildren({ params: { max: MAX_CHILDREN } });
  }

  private async lock(
    tx: ProfileTx,
    childId: string,
    call: Call,
    action: 'child.change' | 'child.leave',
  ): Promise<WholeChild> {
    const row = await this.queries.findLocked(tx, childId);
    return familyPolicies.check(action, call.principal, row);
  }

  /** @param write what changes; undefined for nothing */
  private update(
    childId: string,
    call: Call,
    action: string,
    write: (tx: ProfileTx, row: WholeChild) => Promise<Prisma.ChildUpdateInput | undefined>,
  ): Promise<Child> {
    return this.db.tx(async (tx) => {
      const row = await this.lock(tx, childId, call, 'child.change');
      const data = await write(tx, row);
      if (!data) return toChild(row);
      const now = this.clock.now();
      return toChild(await changeChild(tx, childId, data, doing(call, action, now)));
    });
  }
}
