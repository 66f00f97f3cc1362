import { z } from 'zod';
import type { Random } from './random.ts';

/**
 * When a fault happens: for the `next` n occasions, and beyond them with `probability` (0 to 1).
 * The default never happens.
 */
export const faultRule = z.strictObject({
  next: z.int().min(0).max(1_000_000).default(0),
  probability: z.number().min(0).max(1).default(0),
});

export type FaultRule = z.infer<typeof faultRule>;

/** A duration of a fault, at most an hour. */
export const milliseconds = z.int().min(0).max(3_600_000);

/** Whether the fault happens on this occasion; counts `next` down. */
export function takeFault(rule: FaultRule, random: Random): boolean {
  if (rule.next > 0) {
    rule.next -= 1;
    return true;
  }
  return rule.probability > 0 && random() < rule.probability;
}

type Tree = { [name: string]: unknown };

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `change` laid over `base`, object by object; arrays and scalars replace. */
export function overlay(base: unknown, change: unknown): unknown {
  if (!isTree(base) || !isTree(change)) return change;
  const merged: Tree = { ...base };
  for (const [name, value] of Object.entries(change)) {
    merged[name] = Object.hasOwn(merged, name) ? overlay(merged[name], value) : value;
  }
  return merged;
}

/**
 * The fault tree an HTML form describes: field `api.slow.ms` becomes `{ api: { slow: { ms } } }`,
 * numbers are read as numbers and an empty field as null. Unknown names are left to the schema.
 */
export function faultsFromForm(body: string): Tree {
  const tree: Tree = {};
  for (const [path, text] of new URLSearchParams(body)) {
    const names = path.split('.').slice(0, 6);
    const last = names.pop() ?? path;
    let level = tree;
    for (const name of names) {
      const existing = Object.hasOwn(level, name) ? level[name] : undefined;
      const next: Tree = isTree(existing) ? existing : {};
      Object.defineProperty(level, name, { value: next, enumerable: true, configurable: true });
      level = next;
    }
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text === '' ? null : text;
    Object.defineProperty(level, last, { value, enumerable: true, configurable: true });
  }
  return tree;
}
