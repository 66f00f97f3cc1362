import { Db, type Tx } from '@edu/persistence';
import type { PrismaClient } from './generated/prisma/client.ts';

export class SearchDb extends Db<PrismaClient> {}
export type SearchTx = Tx<PrismaClient>;
