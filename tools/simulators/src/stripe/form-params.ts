import { StripeApiError, invalidParameter } from './stripe-error.ts';

/** A nested form value. Maps, not objects, so that no name can reach a prototype. */
export type FormValue = string | FormTree;
export type FormTree = Map<string, FormValue>;

const MAX_PAIRS = 1_000;
const MAX_DEPTH = 6;

/**
 * Parses `a=1&b[c]=2&d[0]=3&d[]=4`, the encoding of Stripe's API for bodies and query strings
 * (https://docs.stripe.com/api). Throws a 400 for names it cannot place.
 */
export function parseForm(text: string): FormTree {
  const root: FormTree = new Map();
  let pairs = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    pairs += 1;
    if (pairs > MAX_PAIRS) throw badForm('Too many parameters.');
    const path = splitName(name);
    if (path.length > MAX_DEPTH) throw badForm('Parameters are nested too deeply.');
    place(root, path, value);
  }
  return root;
}

function badForm(message: string): StripeApiError {
  return new StripeApiError(400, { type: 'invalid_request_error', message });
}

function splitName(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) throw badForm(`Invalid parameter name: ${name.slice(0, 100)}`);
  const inner = match[2] ? match[2].slice(1, -1).split('][') : [];
  return [match[1] ?? '', ...inner];
}

function place(root: FormTree, path: readonly string[], value: string): void {
  let level = root;
  path.forEach((segment, index) => {
    const name = segment === '' ? String(level.size) : segment;
    const existing = level.get(name);
    if (index === path.length - 1) {
      if (existing instanceof Map) throw badForm(`Invalid parameter: ${path[0]}`);
      level.set(name, value);
      return;
    }
    if (typeof existing === 'string') throw badForm(`Invalid parameter: ${path[0]}`);
    const next: FormTree = existing ?? new Map<string, FormValue>();
    level.set(name, next);
    level = next;
  });
}

/** Name and value pairs in a fixed order: equal for equal parameters however they were sent. */
export function canonicalForm(tree: FormTree): string {
  const pairs: [string, string][] = [];
  const walk = (level: FormTree, prefix: string): void => {
    for (const [name, value] of level) {
      const path = prefix ? `${prefix}[${name}]` : name;
      if (typeof value === 'string') pairs.push([path, value]);
      else walk(value, path);
    }
  };
  walk(tree, '');
  pairs.sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return JSON.stringify(pairs);
}

/** The parameters of one request, read by name and type; each reader throws Stripe's 400. */
export class FormParams {
  readonly tree: FormTree;
  private readonly prefix: string;

  constructor(tree: FormTree, prefix = '') {
    this.tree = tree;
    this.prefix = prefix;
  }

  private path(name: string): string {
    return this.prefix ? `${this.prefix}[${name}]` : name;
  }

  has(name: string): boolean {
    return this.tree.has(name);
  }

  /** Refuses names outside `names`, as Stripe does. */
  allow(names: readonly string[]): void {
    for (const name of this.tree.keys()) {
      if (names.includes(name)) continue;
      const path = this.path(name).slice(0, 200);
      throw invalidParameter(path, `Received unknown parameter: ${path}`, 'parameter_unknown');
    }
  }

  /** The text, or undefined when absent; an empty text stays empty (Stripe unsets with it). */
  text(name: string, maxLength = 5_000): string | undefined {
    const value = this.tree.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw invalidParameter(this.path(name), 'Invalid string.');
    if (value.length > maxLength) {
      throw invalidParameter(
        this.path(name),
        `Invalid string: must be at most ${maxLength} characters`,
      );
    }
    return value;
  }

  requiredText(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw this.missing(name);
    if (value === '') {
      throw invalidParameter(
        this.path(name),
        `You passed an empty string for '${this.path(name)}'.`,
        'parameter_invalid_empty',
      );
    }
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.tree.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || !/^-?\d{1,15}$/.test(value)) {
      const shown = typeof value === 'string' ? value.slice(0, 60) : '{}';
      throw invalidParameter(
        this.path(name),
        `Invalid integer: ${shown}`,
        'parameter_invalid_integer',
      );
    }
    return Number(value);
  }

  boolean(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (value === 'true' || value === 'false') return value === 'true';
    throw invalidParameter(this.path(name), `Invalid boolean: ${value.slice(0, 60)}`);
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = values.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    throw invalidParameter(
      this.path(name),
      `Invalid ${this.path(name)}: must be one of ${values.join(', ')}`,
    );
  }

  hash(name: string): FormParams | undefined {
    const value = this.tree.get(name);
    if (value === undefined || value === '') return undefined;
    if (value instanceof Map) return new FormParams(value, this.path(name));
    throw invalidParameter(this.path(name), 'Invalid object');
  }

  list(name: string): string[] {
    const value = this.tree.get(name);
    if (value === undefined || value === '') return [];
    if (typeof value === 'string') throw invalidParameter(this.path(name), 'Invalid array');
    return [...value.values()].map((item) => {
      if (typeof item === 'string') return item;
      throw invalidParameter(this.path(name), 'Invalid array');
    });
  }

  missing(name: string): StripeApiError {
    const path = this.path(name);
    return invalidParameter(path, `Missing required param: ${path}.`, 'parameter_missing');
  }
}

/**
 * Metadata after a request: given keys are set, keys given empty are removed, an empty `metadata`
 * removes all. Limits as documented: 50 keys, names of 40 and values of 500 characters.
 */
export function mergeMetadata(
  current: Record<string, string>,
  params: FormParams,
): Record<string, string> {
  if (!params.has('metadata')) return current;
  const change = params.hash('metadata');
  if (!change) return {};
  const merged = new Map(Object.entries(current));
  for (const name of change.tree.keys()) {
    const value = change.text(name, 500) ?? '';
    if (name.length > 40) {
      throw invalidParameter('metadata', 'Metadata keys can have up to 40 characters.');
    }
    if (value === '') merged.delete(name);
    else merged.set(name, value);
  }
  if (merged.size > 50) throw invalidParameter('metadata', 'Metadata can have up to 50 keys.');
  return Object.fromEntries(merged);
}
