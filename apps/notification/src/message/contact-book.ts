import { Injectable } from '@nestjs/common';
import { Problem } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { RpcClient } from '@edu/messaging';
import { firstNameOf } from '../contact/contact.domain.ts';
import type { Contact } from '../contact/contact.service.ts';

/** Asks the auth service about people whom it has not told of by itself yet. */
@Injectable()
export class ContactBook {
  constructor(private readonly rpc: RpcClient) {}

  /** @returns null when there is no such person any more, undefined when auth cannot be asked */
  async find(userId: string): Promise<Contact | null | undefined> {
    try {
      const { displayName, ...known } = await this.rpc.call(authRpc.getContact, { userId });
      return { ...known, firstName: firstNameOf(displayName), zone: null };
    } catch (error) {
      if (error instanceof Problem && error.is(authErrors.unknownUser)) return null;
      return undefined;
    }
  }
}
