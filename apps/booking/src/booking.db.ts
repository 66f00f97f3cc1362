import { Db, type Tx } from '@edu/persistence';
import type { PrismaClient } from './generated/prisma/client.ts';

export class BookingDb extends Db<PrismaClient> {}
export type BookingTx = Tx<PrismaClient>;
