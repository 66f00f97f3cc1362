import { expect } from 'vitest';
import { newId, type RpcArgs, type RpcOutput } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { notificationRpc } from '@edu/contracts-notification';
import { CONSENT_VERSIONS, profileRpc, type Child } from '@edu/contracts-profile';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { profileService } from '../main.ts';

export const CARE = { version: CONSENT_VERSIONS.care, locale: 'fr' } as const;
export const RECORDING = { version: CONSENT_VERSIONS.recording, locale: 'fr' } as const;
export const THIS_YEAR = new Date().getUTCFullYear();

type Me = RpcOutput<typeof authRpc.me>;
type Sent = RpcArgs<typeof notificationRpc.sendCode>;

/** The profile service with an auth that knows who has proved which address. */
export class FamilyBench {
  readonly sent: Sent[] = [];
  /** What `rpc.auth.me.v1` answers to the call that is made next. */
  #proved: Pick<Me, 'email' | 'phone'> = { email: null, phone: null };

  private constructor(readonly service: TestService) {}

  static async start(): Promise<FamilyBench> {
    const bench: FamilyBench = new FamilyBench(
      await startTestService(profileService, {
        fakes: (fake) => {
          fake(authRpc.me, () => bench.me());
          fake(notificationRpc.sendCode, (message) => {
            bench.sent.push(message);
            return { sentAt: new Date().toISOString() };
          });
        },
      }),
    );
    return bench;
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  /** Whose addresses the following calls are made with. */
  proves(email: string | null, phone: string | null = null): void {
    this.#proved = { email, phone };
  }

  child(as: TestActor, about: Partial<RpcArgs<typeof profileRpc.createChild>> = {}) {
    const input = {
      ...{ firstName: 'Moussa', birthYear: THIS_YEAR - 12 },
      ...{ country: 'CI', zone: 'Africa/Abidjan', consent: CARE, ...about },
    };
    return this.service.call(profileRpc.createChild, input, { as, key: newId() });
  }

  get(childId: string, as: TestActor): Promise<Child> {
    return this.service.call(profileRpc.getChild, { childId }, { as });
  }

  invite(childId: string, as: TestActor, invited: 'child' | 'parent', email: string) {
    const address = { channel: 'email', email } as const;
    return this.service.call(profileRpc.inviteToFamily, { childId, as: invited, address }, { as });
  }

  /** By somebody who has proved this address. */
  accept(invitationId: string, as: TestActor, email: string | null): Promise<Child> {
    this.proves(email);
    return this.service.call(profileRpc.acceptInvitation, { invitationId, consent: CARE }, { as });
  }

  /** A child that signs in by itself, with its parent. */
  async withAccount(): Promise<{ parent: TestActor; account: TestActor; entry: Child }> {
    const [parent, account] = [await testActor('parent'), await testActor('student')];
    const entry = await this.child(parent);
    const email = `${newId()}@example.com`;
    const { id } = await this.invite(entry.id, parent, 'child', email);
    await this.accept(id, account, email);
    return { parent, account, entry };
  }

  private me(): Me {
    return {
      ...{ id: newId(), roles: ['student'], displayName: 'Somebody', locale: 'fr', zone: null },
      ...{ hasPassword: true, createdAt: new Date().toISOString() },
      ...this.#proved,
    };
  }
}

export const problem = (code: string) =>
  expect.objectContaining({ code: `profile.${code}` }) as unknown;
