import { Injectable } from '@nestjs/common';
import type { Actor, RpcOutput } from '@edu/contract-kit';
import { ExactAddress, profileErrors, type profileRpc } from '@edu/contracts-profile';
import { UserData } from '@edu/data-rights';
import { userPrincipal } from '@edu/identity';
import { Clock } from '@edu/service';
import { Vault } from '@edu/storage';
import { ProfileDb } from '../profile.db.ts';
import { hasPlace } from './address.domain.ts';
import { addressPolicies } from './address.policies.ts';

/** One for each provider: what is sealed of another’s opens for nobody. */
const nameOf = (ownerId: string) => ({ documentId: `address ${ownerId}`, ownerId });

/** Exact addresses: sealed under the keys of their owners, opened for them and for who has booked. */
@Injectable()
export class Addresses {
  constructor(
    private readonly db: ProfileDb,
    private readonly vault: Vault,
    private readonly clock: Clock,
    data: UserData,
  ) {
    data.add({
      rows: async (userId) => {
        const address = await this.find(userId);
        return { about: 'exact_address', rows: address ? [address] : [] };
      },
    });
  }

  /** @throws profile.address_not_found */
  async get(providerId: string): Promise<ExactAddress> {
    const address = await this.find(providerId);
    if (!address) throw profileErrors.addressNotFound();
    return address;
  }

  async save(providerId: string, address: ExactAddress): Promise<ExactAddress> {
    const plain = Buffer.from(JSON.stringify(address));
    const { sealedKey, bytes } = await this.vault.seal(nameOf(providerId), plain);
    const content = {
      sealedKey: Uint8Array.from(sealedKey),
      sealed: Uint8Array.from(bytes),
      updatedAt: this.clock.now(),
    };
    await this.db.prisma.exactAddress.upsert({
      where: { providerId },
      create: { providerId, ...content },
      update: content,
    });
    return address;
  }

  async remove(providerId: string): Promise<{ removed: boolean }> {
    const { count } = await this.db.prisma.exactAddress.deleteMany({ where: { providerId } });
    return { removed: count > 0 };
  }

  /**
   * @throws profile.lesson_not_found unless the actor is one of the people of a paid lesson that stands, or a
   *   parent of its learner
   */
  async ofLesson(
    bookingId: string,
    actor: Actor,
  ): Promise<RpcOutput<typeof profileRpc.lessonPlace>> {
    const { userId } = actor;
    const children = await this.childrenOf(actor);
    const found = await this.db.prisma.lesson.findFirst({
      where: {
        bookingId,
        state: 'stands',
        OR: [
          { learnerId: { in: [userId, ...children] } },
          { payerId: userId },
          { providerId: userId },
        ],
      },
    });
    const parentIds = found && children.includes(found.learnerId) ? [userId] : [];
    const resource = found && { ...found, parentIds };
    const lesson = addressPolicies.check('lesson.see_place', userPrincipal(actor), resource);
    if (!hasPlace(lesson, this.clock.now())) return { address: null };
    return { address: await this.find(lesson.providerId) };
  }

  /** Whose parent the actor is now. */
  private async childrenOf({ userId: parentId, roles }: Actor): Promise<string[]> {
    if (!roles.includes('parent')) return [];
    const links = await this.db.prisma.childParent.findMany({ where: { parentId } });
    return links.map(({ childId }) => childId);
  }

  private async find(providerId: string): Promise<ExactAddress | null> {
    const row = await this.db.prisma.exactAddress.findUnique({ where: { providerId } });
    const plain =
      row && (await this.vault.unseal(nameOf(providerId), row.sealedKey, partsOf(row.sealed)));
    return plain && ExactAddress.parse(JSON.parse(plain.toString()));
  }
}

async function* partsOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
