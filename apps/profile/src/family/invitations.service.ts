import { Injectable } from '@nestjs/common';
import { newId, type Actor, type Address, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { MAX_PARENTS, profileErrors, type Child, type profileRpc } from '@edu/contracts-profile';
import { RpcClient, type Call } from '@edu/messaging';
import { statement } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { FamilyInvitation } from '../generated/prisma/client.ts';
import { ProfileDb, type ProfileTx } from '../profile.db.ts';
import { invitationEnd, MAX_INVITATIONS, requirePresentText } from './family.domain.ts';
import { familyPolicies } from './family.policies.ts';
import { FamilyQueries } from './family.queries.ts';
import { parentIdsOf, toChild, type WholeChild } from './family.row.ts';
import { InvitationMail } from './invitation-mail.service.ts';
import { Joining } from './joining.service.ts';

const LOCK = statement({ id: 'uuid' }, 'SELECT FROM family_invitation WHERE id = :id FOR UPDATE');

type InvitationRow = FamilyInvitation & { readonly child: { readonly firstName: string } };
const WITH_CHILD = { child: { select: { firstName: true } } } as const;
const ENDED = { state: 'ended', address: null, dueAt: null } as const;

/** Invitations to families: to an address, so that only who has proved it can accept. */
@Injectable()
export class Invitations {
  constructor(
    private readonly db: ProfileDb,
    private readonly rpc: RpcClient,
    private readonly queries: FamilyQueries,
    private readonly mail: InvitationMail,
    private readonly joining: Joining,
    private readonly clock: Clock,
  ) {}

  /**
   * Another invitation of the same kind to the same address takes the place of the one before.
   *
   * @throws profile.child_not_found, profile.child_closed, profile.too_many_parents,
   * profile.already_linked, profile.too_many_invitations
   */
  async invite(
    { childId, as, address }: RpcInput<typeof profileRpc.inviteToFamily>,
    call: Call,
  ): Promise<RpcOutput<typeof profileRpc.inviteToFamily>> {
    const now = this.clock.now();
    const { userId: invitedBy } = call.actor;
    const row = await this.db.tx(async (tx) => {
      const found = await this.queries.findLocked(tx, childId);
      const child = familyPolicies.check('child.invite', call.principal, found);
      requireInvitable(child, as);
      const to = textOf(address);
      await tx.prisma.familyInvitation.updateMany({
        where: { childId, invitedAs: as, address: to, state: 'open' },
        data: ENDED,
      });
      const open = { invitedBy, state: 'open', expiresAt: { gt: now } };
      if ((await tx.prisma.familyInvitation.count({ where: open })) >= MAX_INVITATIONS) {
        throw profileErrors.tooManyInvitations({ params: { max: MAX_INVITATIONS } });
      }
      return tx.prisma.familyInvitation.create({
        data: {
          ...{ id: newId(), childId, invitedAs: as, channel: address.channel, address: to },
          ...{ locale: call.actor.locale, invitedBy, createdAt: now },
          expiresAt: invitationEnd(now),
        },
        include: WITH_CHILD,
      });
    });
    this.mail.wake();
    return toSent(row);
  }

  async list(call: Call): Promise<RpcOutput<typeof profileRpc.listInvitations>> {
    const { userId } = call.actor;
    const addresses = await this.addresses();
    const list = (where: object) =>
      this.db.prisma.familyInvitation.findMany({
        where: { ...where, state: 'open', expiresAt: { gt: this.clock.now() } },
        include: WITH_CHILD,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
    const [sent, received] = await Promise.all([
      list({ invitedBy: userId }),
      list({ address: { in: addresses }, invitedBy: { not: userId } }),
    ]);
    return { sent: sent.map(toSent), received: received.map(toReceived) };
  }

  /**
   * @throws profile.invitation_not_found for everybody but who has proved its address;
   * profile.invitation_used, profile.wrong_kind_of_account, profile.already_linked,
   * profile.too_many_parents, profile.too_many_children, profile.consent_outdated
   */
  async accept(
    { invitationId, consent }: RpcInput<typeof profileRpc.acceptInvitation>,
    call: Call,
  ): Promise<Child> {
    const addresses = await this.addresses();
    return this.db.tx(async (tx) => {
      const invitation = await this.lock(tx, invitationId, call, addresses, 'invitation.accept');
      if (invitation.state === 'accepted') return this.accepted(tx, invitation, call.actor);
      requirePresentText('care', consent.version);
      const child = await this.queries.findLocked(tx, invitation.childId);
      // Who invited has left since: the invitation went with them.
      if (!child || !parentIdsOf(child).includes(invitation.invitedBy)) {
        throw profileErrors.invitationNotFound();
      }
      const joined = await this.joining.join(tx, invitation.invitedAs, child, consent, call);
      await tx.prisma.familyInvitation.update({
        where: { id: invitationId },
        data: { state: 'accepted', acceptedBy: call.actor.userId, address: null, dueAt: null },
      });
      return toChild(joined);
    });
  }

  /** @throws profile.invitation_not_found, profile.invitation_used */
  async end(invitationId: string, call: Call): Promise<RpcOutput<typeof profileRpc.endInvitation>> {
    const addresses = await this.addresses();
    await this.db.tx(async (tx) => {
      const row = await this.lock(tx, invitationId, call, addresses, 'invitation.end');
      if (row.state === 'accepted') throw profileErrors.invitationUsed();
      await tx.prisma.familyInvitation.update({ where: { id: row.id }, data: ENDED });
    });
    return { endedAt: this.clock.now().toISOString() };
  }

  /** What the actor has proved; asked for outside of transactions. */
  private async addresses(): Promise<string[]> {
    const { email, phone } = await this.rpc.call(authRpc.me, {});
    return [email, phone].filter((address) => address !== null);
  }

  private async lock(
    tx: ProfileTx,
    id: string,
    { principal, actor }: Call,
    addresses: readonly string[],
    action: 'invitation.accept' | 'invitation.end',
  ): Promise<FamilyInvitation> {
    await tx.execute(LOCK, { id });
    const row = await tx.prisma.familyInvitation.findUnique({ where: { id } });
    const isOver =
      row?.state === 'ended' || (row?.state === 'open' && row.expiresAt <= this.clock.now());
    if (!row || isOver) throw profileErrors.invitationNotFound();
    const isOpen = row.state === 'open' && row.invitedBy !== actor.userId;
    const toThem = row.acceptedBy === actor.userId || (isOpen && addresses.includes(row.address!));
    familyPolicies.check(action, principal, { invitedBy: row.invitedBy, toThem });
    return row;
  }

  /** What accepting again answers: the same, while the link stands. */
  private async accepted(
    tx: ProfileTx,
    { invitedAs, childId }: FamilyInvitation,
    { userId }: Actor,
  ): Promise<Child> {
    const child = await this.queries.findLocked(tx, invitedAs === 'child' ? userId : childId);
    const parents = child ? parentIdsOf(child) : [];
    const stands = invitedAs === 'child' ? parents.length > 0 : parents.includes(userId);
    if (!child || !stands) throw profileErrors.invitationUsed();
    return toChild(child);
  }
}

/** @throws profile.child_closed, profile.too_many_parents, profile.already_linked */
function requireInvitable(child: WholeChild, as: 'child' | 'parent'): void {
  if (child.closed) throw profileErrors.childClosed();
  if (as === 'child' && child.hasAccount) throw profileErrors.alreadyLinked();
  if (as === 'parent' && child.parents.length >= MAX_PARENTS) {
    throw profileErrors.tooManyParents({ params: { max: MAX_PARENTS } });
  }
}

const textOf = (address: Address) => (address.channel === 'email' ? address.email : address.phone);

function toReceived(row: InvitationRow) {
  return {
    id: row.id,
    as: row.invitedAs as 'child' | 'parent',
    childFirstName: row.child.firstName,
    expiresAt: row.expiresAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
  };
}

function toSent(row: InvitationRow) {
  const channel = row.channel as Address['channel'];
  return { ...toReceived(row), childId: row.childId, channel, address: row.address! };
}
