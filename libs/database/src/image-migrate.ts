import { migrate } from './migrate.ts';
import { workspaceServices } from './workspace-services.ts';

// The program `migrate.js` of an image, which holds the schema and the migrations of its service at
// the same paths as the workspace. It needs no right that the service's owner role does not have.

/** Where the program lies. */
const IMAGE = import.meta.dirname;

const HELP = `Applies the migrations of this image's service, before its new version runs. Safe to repeat.

  node migrate.js [<service>, where the image holds several]

  DATABASE_OWNER_URL   postgres://<schema>_owner:password@host:port/database
                       made once by the operator's "npm run migrate"
`;

async function main([wanted]: string[]): Promise<void> {
  if (wanted === '--help') return void process.stdout.write(HELP);
  const services = workspaceServices(IMAGE).filter(({ name }) => name === (wanted ?? name));
  const [service] = services;
  if (!service || services.length > 1) {
    const names = workspaceServices(IMAGE).map(({ name }) => name);
    throw new Error(`name the service to migrate: ${names.join(', ')}`);
  }
  const applied = await migrate(service, ownerUrl(), IMAGE);
  process.stdout.write(`${service.name}: ${applied.join(', ') || 'nothing to apply'}\n`);
}

function ownerUrl(): string {
  const url = process.env['DATABASE_OWNER_URL'];
  if (!url) throw new Error('DATABASE_OWNER_URL is not set; --help explains');
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Error(
      'DATABASE_OWNER_URL: not an address such as postgres://user:password@host/name',
    );
  }
  return url;
}

/** What has a code comes from connecting: that of the server or of the network. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message || error.name;
  return 'code' in error ? `DATABASE_OWNER_URL: ${message}` : message;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`cannot migrate: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}
// The engine leaves the timer of its lock behind, which would keep the process for ten seconds.
process.exit();
