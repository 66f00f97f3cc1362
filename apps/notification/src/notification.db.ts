import { Db, type Tx } from '@edu/persistence';
import type { PrismaClient } from './generated/prisma/client.ts';

export class NotificationDb extends Db<PrismaClient> {}
export type NotificationTx = Tx<PrismaClient>;
