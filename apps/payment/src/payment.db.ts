import { Db, type Tx } from '@edu/persistence';
import type { PrismaClient } from './generated/prisma/client.ts';

export class PaymentDb extends Db<PrismaClient> {}
export type PaymentTx = Tx<PrismaClient>;
