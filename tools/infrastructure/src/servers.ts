import { buildExtraServer, EXTRA_SERVERS, type ExtraServerName } from './extra-servers.ts';

const names = Object.keys(EXTRA_SERVERS) as ExtraServerName[];
const HELP = `Builds servers that neither npm nor Debian has, into .data/bin, for the tests that use them where they
are: the NATS of production, the classrooms' LiveKit, an S3 server, and an API server of Kubernetes. Whatever
starts a platform takes the first two from there as well. Needs Go 1.25 or newer.

  npm run servers                    all: ${names.join(', ')}
  npm run servers -- nats-server     one (a minute; kube-apiserver takes ten)
`;

function main(args: string[]): number {
  if (args.includes('--help')) {
    process.stdout.write(HELP);
    return 0;
  }
  const unknown = args.filter((arg) => !names.includes(arg as ExtraServerName));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no server ${unknown.join(', ')}; there are ${names.join(', ')}.\n`,
    );
    return 2;
  }
  for (const name of args.length > 0 ? (args as ExtraServerName[]) : names) {
    const began = performance.now();
    process.stdout.write(`Building ${name} ${EXTRA_SERVERS[name].version}\n`);
    const built = buildExtraServer(name);
    const seconds = Math.round((performance.now() - began) / 1_000);
    process.stdout.write(built ? `✓ ${name} (${seconds} s)\n` : `✓ ${name} was there\n`);
  }
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
