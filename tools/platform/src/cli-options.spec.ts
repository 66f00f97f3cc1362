import { describe, expect, it } from 'vitest';
import { parseCli } from './cli-options.ts';

describe('parseCli', () => {
  it('starts everything with demo data on 8080 by default', () => {
    expect(parseCli([], {})).toEqual({
      help: false,
      only: undefined,
      demo: true,
      processes: false,
      reset: false,
      port: 8080,
      dataDir: '.data',
    });
  });

  it('reads options and variables', () => {
    const options = parseCli(
      ['--only', 'booking, payment', '--no-demo', '--processes', '--reset', '--help'],
      { PORT: '9000', EDU_DATA_DIR: '/srv/edu' },
    );
    expect(options).toEqual({
      help: true,
      only: ['booking', 'payment'],
      demo: false,
      processes: true,
      reset: true,
      port: 9000,
      dataDir: '/srv/edu',
    });
  });

  it('takes empty variables as not set', () => {
    expect(parseCli([], { PORT: '', EDU_DATA_DIR: '' })).toMatchObject({
      port: 8080,
      dataDir: '.data',
    });
  });

  it.each([
    [['--onyl', 'x'], {}, "Unknown option '--onyl'"],
    [['booking'], {}, "Unexpected argument 'booking'"],
    [['--only', ','], {}, '--only names no service'],
    [[], { PORT: '70000' }, "PORT is '70000'"],
    [[], { PORT: '0' }, "PORT is '0'"],
    [[], { PORT: 'eighty' }, "PORT is 'eighty'"],
  ])('refuses %j with %j', (args, env, message) => {
    expect(() => parseCli(args, env)).toThrow(message);
  });
});
