import { Injectable } from '@nestjs/common';
import { Problem } from '@edu/contract-kit';
import { authErrors, authRpc } from '@edu/contracts-auth';
import { RpcClient } from '@edu/messaging';
import type { Contact } from '../channel/channel.ts';

/** As long as the messages of one event need, and nobody waits longer to be reached elsewhere. */
const KEPT_MS = 10_000;
const MOST = 2_000;

interface Entry {
  readonly contact: Promise<Contact | null>;
  readonly until: number;
}

/** Where people are reached; asked once for all the messages of an event. */
@Injectable()
export class ContactBook {
  readonly #rpc: RpcClient;
  /** The oldest first. */
  readonly #entries = new Map<string, Entry>();

  constructor(rpc: RpcClient) {
    this.#rpc = rpc;
  }

  /** @returns null when there is no such person any more */
  find(userId: string): Promise<Contact | null> {
    const known = this.#entries.get(userId);
    if (known && known.until > Date.now()) return known.contact;
    const contact = this.#ask(userId);
    this.#entries.delete(userId);
    if (this.#entries.size >= MOST) this.#entries.delete(this.#entries.keys().next().value!);
    this.#entries.set(userId, { contact, until: Date.now() + KEPT_MS });
    contact.catch(() => this.#entries.delete(userId));
    return contact;
  }

  async #ask(userId: string): Promise<Contact | null> {
    try {
      return await this.#rpc.call(authRpc.getContact, { userId });
    } catch (error) {
      if (error instanceof Problem && error.is(authErrors.unknownUser)) return null;
      throw error;
    }
  }
}
