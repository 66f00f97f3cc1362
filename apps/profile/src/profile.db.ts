import { Db, type Tx } from '@edu/persistence';
import type { PrismaClient } from './generated/prisma/client.ts';

export class ProfileDb extends Db<PrismaClient> {}
export type ProfileTx = Tx<PrismaClient>;
