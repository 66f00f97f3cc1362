import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { composeModel } from './compose-model.ts';

// `docker-compose config` over docker-compose.yml; no container engine is needed for that.

const ROOT = join(import.meta.dirname, '../../../..');
const compose = [['docker', 'compose'], ['docker-compose']].find(
  ([command, ...args]) => spawnSync(command!, [...args, 'version']).status === 0,
);

if (compose) {
  const [command, ...args] = compose as [string, ...string[]];
  const { status, error } = spawnSync(
    command,
    [...args, '--file', '-', '--project-directory', ROOT, 'config', '--quiet'],
    { input: stringify(composeModel(ROOT)), stdio: ['pipe', 'inherit', 'inherit'] },
  );
  if (error) process.stderr.write(`${error.message}\n`);
  else if (status === 0) process.stdout.write('docker-compose.yml is clean\n');
  process.exitCode = status ?? 1;
} else {
  process.stderr.write(
    'docker-compose.yml was not checked: there is no Compose on this machine ' +
      '(on Debian: apt-get install docker-compose)\n',
  );
  process.exitCode = 1;
}
