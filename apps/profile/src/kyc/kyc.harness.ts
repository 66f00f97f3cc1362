import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DiskStore, takeUpload } from '@edu/storage';
import type { KycCheck, Role, RpcArgs, Upload } from '@edu/contract-kit';
import {
  KYC_PIECES,
  profileRpc,
  type KycCase,
  type KycPiece,
  type KycVerification,
} from '@edu/contracts-profile';
import { STORAGE_SECRET, testActor, type TestActor, type TestService } from '@edu/testing';

const PROFILE = {
  displayName: 'Awa K.',
  headline: 'Maths',
  subjects: ['maths'],
  languages: ['fr'],
  modes: ['online' as const],
  hourlyRate: { amount: 5_000, currency: 'XOF' as const },
};

export type Begin = Partial<RpcArgs<typeof profileRpc.beginKycDocument>>;
type Decision = RpcArgs<typeof profileRpc.decideKycCase>['decision'];

/** Somebody who has just proved again that it is them. */
export const proven = (...roles: Role[]): Promise<TestActor> =>
  testActor(roles, { steppedUpSecondsAgo: 0 });

/** What providers and reviewers do, on a service of the suite. */
export class KycDesk {
  readonly #service: TestService;
  readonly #store: DiskStore;

  constructor(service: TestService) {
    this.#service = service;
    this.#store = new DiskStore({ folder: service.storage, secret: STORAGE_SECRET });
  }

  async aTutor(country?: 'CI'): Promise<TestActor> {
    const tutor = await proven('tutor');
    const profile = { ...PROFILE, ...(country && { country }) };
    await this.#service.call(profileRpc.saveMine, profile, { as: tutor });
    return tutor;
  }

  publish(as: TestActor) {
    return this.#service.call(profileRpc.publish, {}, { as });
  }

  begin(as: TestActor, bytes: Buffer, more: Begin = {}): Promise<Upload> {
    const announced = {
      ...{ type: 'image/jpeg', bytes: bytes.length, sha256: sha256(bytes) },
      ...{ check: 'diploma' as const, piece: 'document' as const, ...more },
    };
    return this.#service.call(profileRpc.beginKycDocument, announced, { as });
  }

  /** Along the link, as the gateway takes it. */
  put({ url, headers }: Upload, bytes: Buffer): Promise<void> {
    const named = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
    const content = (async function* () {
      yield bytes;
    })();
    const all = { ...named, 'content-length': String(bytes.length) };
    return takeUpload(this.#store, url, all, content);
  }

  complete(as: TestActor, uploadId: string): Promise<KycVerification> {
    return this.#service.call(profileRpc.completeKycDocument, { uploadId }, { as });
  }

  async send(as: TestActor, bytes: Buffer, more: Begin = {}): Promise<KycVerification> {
    return this.complete(as, await this.sent(as, bytes, more));
  }

  async sent(as: TestActor, bytes: Buffer, more: Begin = {}): Promise<string> {
    const upload = await this.begin(as, bytes, more);
    await this.put(upload, bytes);
    return upload.uploadId;
  }

  submit(as: TestActor, check: KycCheck): Promise<KycVerification> {
    return this.#service.call(profileRpc.submitKyc, { check }, { as });
  }

  /** Sends every piece that is needed, and submits. @returns the case */
  async submitted(as: TestActor, check: KycCheck, picture: Buffer): Promise<string> {
    for (const piece of KYC_PIECES[check].needed as readonly KycPiece[]) {
      await this.send(as, picture, { check, piece });
    }
    await this.submit(as, check);
    return this.openCaseOf(as, check);
  }

  async openCaseOf({ userId }: TestActor, check: KycCheck): Promise<string> {
    const { rows } = await this.#service.sql.query(
      'SELECT id FROM kyc_case WHERE provider_id = $1 AND check_name = $2 AND closed_at IS NULL',
      [userId, check],
    );
    return (rows[0] as { id: string }).id;
  }

  async list(as: TestActor, check: KycCheck): Promise<KycVerification> {
    const { items } = await this.#service.call(profileRpc.listKyc, {}, { as });
    return items.find((item) => item.check === check)!;
  }

  claim(as: TestActor, caseId: string): Promise<KycCase> {
    return this.#service.call(profileRpc.claimKycCase, { caseId }, { as });
  }

  decide(as: TestActor, caseId: string, decision: Decision = { kind: 'approve' }) {
    return this.#service.call(profileRpc.decideKycCase, { caseId, decision }, { as });
  }

  async approve(as: TestActor, caseId: string, validUntil?: string): Promise<KycCase> {
    await this.claim(as, caseId);
    return this.decide(as, caseId, { kind: 'approve', ...(validUntil && { validUntil }) });
  }

  /** Names of files of uploads that nobody has taken. */
  quarantined(uploadId: string): string[] {
    const folder = join(this.#service.storage, 'quarantine');
    return readdirSync(folder).filter((name) => name.startsWith(uploadId));
  }

  /** Names of the sealed files of a provider. */
  kept({ userId }: TestActor): string[] {
    const folder = join(this.#service.storage, 'kyc', userId);
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  makeDeletionsDue() {
    return this.#service.sql.query('UPDATE object_deletion SET due_at = now()');
  }
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What readers take for a PDF. @param inside stands in its middle */
export function aPdf(inside: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\n');
  return Buffer.concat([head, inside, Buffer.from('\ntrailer << /Root 1 0 R >>\n%%EOF\n')]);
}
