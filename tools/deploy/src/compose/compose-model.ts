import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The parts of a service of a Compose file that are looked at. */
export interface ComposeService {
  readonly image: string;
  readonly build?: { readonly target?: string; readonly args?: { readonly APP: string } };
  readonly command?: string | readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly profiles?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: unknown;
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly user?: string;
  readonly cap_drop?: readonly string[];
}

export interface ComposeModel {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, null>>;
}

type File = ComposeModel & { readonly include?: readonly { readonly path: string }[] };

/** docker-compose.yml with what it includes, as one file: Compose before 2.20 knows no `include`. */
export function composeModel(root: string): ComposeModel {
  const read = (path: string) =>
    parse(readFileSync(join(root, path), 'utf8'), { merge: true }) as File;
  const { include = [], ...own } = read('docker-compose.yml');
  const included = include.map(({ path }) => read(path).services);
  return { ...own, services: Object.assign({}, own.services, ...included) as File['services'] };
}
