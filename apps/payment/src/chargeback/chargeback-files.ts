import { Injectable } from '@nestjs/common';
import { newKey, ObjectStore } from '@edu/storage';
import { PaymentConfig } from '../app.config.ts';
import { DocumentFiles } from '../document/document-files.ts';
import { issuerOf } from '../document/document.drafts.ts';
import { PaymentDb } from '../payment.db.ts';
import type { ChargebackWithParts } from './chargeback.row.ts';
import { EvidenceCollector } from './evidence.collector.ts';
import type { Evidence } from './evidence.ts';
import { evidenceView } from './evidence.view.ts';

const AREA = 'chargeback';

/** The files of chargebacks in the storage: one of each, put together as often as it is needed. */
@Injectable()
export class ChargebackFiles {
  constructor(
    private readonly db: PaymentDb,
    private readonly collector: EvidenceCollector,
    private readonly files: DocumentFiles,
    private readonly store: ObjectStore,
    private readonly config: PaymentConfig,
  ) {}

  /** @returns what is in it now */
  async put(row: ChargebackWithParts): Promise<Evidence> {
    const { id } = row;
    const evidence = await this.collector.of(row);
    const issuer = issuerOf(this.config);
    const { pdf } = await this.files.of({
      ...{ name: nameOf(id), tag: undefined },
      view: (letters) => evidenceView(evidence, { issuer, letters }),
    });
    const fileKey = newKey(AREA, 'application/pdf', id);
    await this.store.put(fileKey, Buffer.from(pdf!, 'base64'));
    const data = { fileKey, fileAt: evidence.at };
    await this.db.prisma.chargeback.update({ where: { id }, data });
    return evidence;
  }

  link(id: string, fileKey: string, lifeS: number): Promise<string> {
    return this.store.presignDownload(fileKey, nameOf(id), lifeS);
  }

  /** It names people, and no bank asks any more. */
  async forget({ id, fileKey }: ChargebackWithParts): Promise<void> {
    if (fileKey) await this.store.delete(fileKey);
    const data = { fileKey: null, fileAt: null, dueAt: null };
    await this.db.prisma.chargeback.update({ where: { id }, data });
  }
}

const nameOf = (id: string) => `evidence-${id.slice(-12)}.pdf`;
