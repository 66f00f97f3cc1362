import { generateClients } from '@edu/database';
import { runVitest } from '@edu/platform/run-vitest';
import { conformanceTable } from './conformance-table.ts';

/** Where every registered psp is held to the same suites, each against its simulator. */
const SUITES = 'apps/payment/src/psp/psp.int.spec.ts';

await generateClients();
const { code, report } = await runVitest([SUITES]);
const results = (report?.testResults ?? []).flatMap(({ assertionResults }) => assertionResults);
process.stdout.write(`\n${conformanceTable(results)}\n`);
process.exitCode = code;
