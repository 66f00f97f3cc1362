import type { RetentionRun, UserDataRpc } from '@edu/contract-kit';
import { eventually } from './eventually.ts';
import type { TestService } from './start-test-service.ts';

/** Deletes what a service may not keep any longer. @returns how many rows went */
export async function retain(
  service: Pick<TestService, 'call'>,
  { beginRetention, listRetention }: Pick<UserDataRpc, 'beginRetention' | 'listRetention'>,
): Promise<number> {
  const { id } = await service.call(beginRetention, {});
  const done = await eventually(async () => {
    const { items } = await service.call(listRetention, {});
    const run = items.find((one) => one.id === id);
    if (run?.state !== 'done') throw new Error(`the run is ${String(run?.state)}`);
    return run;
  });
  return rowsOf(done);
}

const rowsOf = ({ deleted }: RetentionRun) => deleted.reduce((sum, { rows }) => sum + rows, 0);
