import { parseArgs } from 'node:util';
import { generateClients } from '@edu/database';
import { buildServices } from './build.ts';

const HELP = `Bundles the services.

  node tools/build/src/main.ts [--only booking,payment] [--out <folder>]

  --only <names>   these services only
  --out <folder>   into this folder, complete with native packages, as an image needs it
`;

try {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
  } else {
    const started = performance.now();
    const only = values.only?.split(',');
    await generateClients(only);
    const build = await buildServices({
      ...(only && { only }),
      ...(values.out && { outDir: values.out }),
    });
    process.send?.(build);
    const { dir, services, fresh } = build;
    const took = `${Math.round(performance.now() - started)} ms`;
    process.stdout.write(`${services.join(', ')} → ${dir} (${fresh ? took : 'unchanged'})\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
