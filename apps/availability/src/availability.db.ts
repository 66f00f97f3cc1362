import { Db, type Tx } from '@edu/persistence';
import type { PrismaClient } from './generated/prisma/client.ts';

export class AvailabilityDb extends Db<PrismaClient> {}
export type AvailabilityTx = Tx<PrismaClient>;
