import { describe, expect, it } from 'vitest';
import { InfrastructureError } from './infrastructure-error.ts';
import { serverNames, type ServerName } from './requirements.ts';
import { resolveSources, type Finders } from './resolve-sources.ts';

const version = { text: '99.0', major: 99, minor: 0 };

/** Finders over sets of names, which write down what they are asked. */
function finders(has: {
  given?: ServerName[];
  binary?: ServerName[];
  containers?: 'run' | 'fail';
  installable?: ServerName[];
}): { finders: Finders; asked: string[] } {
  const asked: string[] = [];
  const binaries = new Set(has.binary);
  return {
    asked,
    finders: {
      given: async (name) =>
        has.given?.includes(name) ? { url: `given://${name}`, version: '1' } : undefined,
      binary: async (name) => {
        asked.push(`binary ${name}`);
        return binaries.has(name)
          ? { found: { path: `/bin/${name}`, version }, rejected: [] }
          : { rejected: [`/old/${name} is too old`] };
      },
      containers: async (names) => {
        asked.push(`containers ${names.join(' ')}`);
        if (has.containers === 'fail') throw new Error('pull failed');
        if (!has.containers) return undefined;
        const urls = new Map(names.map((name) => [name, `container://${name}`]));
        return { urls, stop: async () => undefined };
      },
      packages: async (names) => {
        asked.push(`packages ${names.join(' ')}`);
        for (const name of has.installable ?? []) binaries.add(name);
        return has.installable !== undefined;
      },
    },
  };
}

const kinds = async (setup: ReturnType<typeof finders>): Promise<Record<string, string>> => {
  const { sources } = await resolveSources(serverNames, setup.finders, () => undefined);
  return Object.fromEntries([...sources].map(([name, { kind }]) => [name, kind]));
};

describe('resolveSources', () => {
  it('takes a given address before a program, a program before a container', async () => {
    const setup = finders({ given: ['nats'], binary: ['nats', 'redis'], containers: 'run' });
    expect(await kinds(setup)).toEqual({
      nats: 'environment',
      redis: 'binary',
      postgres: 'container',
    });
    expect(setup.asked).toEqual(['binary postgres', 'binary redis', 'containers postgres']);
  });

  it('runs no engine and no package manager when every program is installed', async () => {
    const setup = finders({ binary: [...serverNames] });
    await kinds(setup);
    expect(setup.asked.filter((line) => !line.startsWith('binary'))).toEqual([]);
  });

  it('installs what is missing where no engine runs, and looks again', async () => {
    const setup = finders({ binary: ['redis'], installable: ['postgres', 'nats'] });
    expect(await kinds(setup)).toEqual({ redis: 'binary', postgres: 'binary', nats: 'binary' });
    expect(setup.asked).toContain('packages postgres nats');
  });

  it('installs packages when the engine fails', async () => {
    const setup = finders({ containers: 'fail', installable: [...serverNames] });
    expect(Object.values(await kinds(setup))).toEqual(['binary', 'binary', 'binary']);
  });

  it('fails with what was found and what to install when there is no source', async () => {
    const setup = finders({ binary: ['nats'] });
    const error = await kinds(setup).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InfrastructureError);
    const { message } = error as InfrastructureError;
    expect(message).toContain('PostgreSQL, Redis');
    expect(message).toContain('/old/postgres is too old');
    expect(message).toContain('no container engine runs here');
    expect(message).toContain('postgresql-15-postgis-3');
    expect(message).toContain('EDU_POSTGRES_URL, EDU_REDIS_URL');
    expect(message).not.toContain('nats-server');
  });
});
