import { join } from 'node:path';
import { WORKSPACE } from '@edu/database';
import { buildClientPackage } from './client-package.ts';

const outDir = join(WORKSPACE, 'dist/client');
buildClientPackage(outDir);
process.stdout.write(`@edu/client → ${outDir}\n`);
