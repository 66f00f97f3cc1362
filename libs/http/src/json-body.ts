import { platformErrors } from '@edu/contract-kit';
import { badField } from './field-errors.ts';

const MAX_DEPTH = 32;
const MAX_KEYS = 1_000;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);
/** A byte order mark before the text is skipped, which RFC 8259 (8.1) allows a parser. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses a body and refuses what could hurt further in: bytes that are no UTF-8, nesting that
 * overflows stacks, floods of keys, keys that reach prototypes, and text that PostgreSQL cannot
 * store.
 *
 * @returns undefined for an empty body
 * @throws platform.malformed_json, platform.too_deep, platform.invalid_input
 */
export function parseJsonBody(body: Uint8Array): unknown {
  const text = decode(body);
  if (text === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw platformErrors.malformedJson({ cause });
  }
  checkTree(value);
  return value;
}

/** An object or a list in the body, and its path, which errors name. */
interface Branch {
  readonly item: object;
  readonly name: string;
  readonly parent: Branch | undefined;
}

function checkTree(value: unknown): void {
  if (typeof value === 'string') checkText(value, '');
  if (typeof value !== 'object' || value === null) return;
  // Level by level, not by recursion: the depth is the attacker's choice.
  let level: Branch[] = [{ item: value, name: '', parent: undefined }];
  let keys = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw platformErrors.tooDeep();
    const next: Branch[] = [];
    for (const branch of level) {
      const { item } = branch;
      for (const [name, child] of Object.entries(item) as [string, unknown][]) {
        if (++keys > MAX_KEYS) throw platformErrors.tooDeep();
        if (!Array.isArray(item)) checkName(name, branch);
        if (typeof child === 'string') checkText(child, name, branch);
        else if (typeof child === 'object' && child !== null) {
          next.push({ item: child, name, parent: branch });
        }
      }
    }
    level = next;
  }
}

/** Another declared charset is another media type: JSON is UTF-8 (RFC 8259, 8.1). */
export function isJsonInUtf8(contentType: string | undefined): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(contentType ?? '')?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

function decode(body: Uint8Array): string {
  try {
    return UTF_8.decode(body);
  } catch (cause) {
    throw badField('', 'not_utf8', cause);
  }
}

function checkName(name: string, parent: Branch): void {
  // A name that cannot be stored cannot be shown either: the object around it is named.
  if (!isStorable(name)) throw badField(pointerOf(parent), 'not_storable');
  if (POISON.has(name)) throw badField(`${pointerOf(parent)}/${name}`, 'name_not_allowed');
}

function checkText(text: string, name: string, parent?: Branch): void {
  if (isStorable(text)) return;
  throw badField(parent ? `${pointerOf(parent)}/${escapeName(name)}` : '', 'not_storable');
}

/** RFC 6901 */
function pointerOf(branch: Branch): string {
  const names: string[] = [];
  for (let at = branch; at.parent; at = at.parent) names.unshift(`/${escapeName(at.name)}`);
  return names.join('');
}

const escapeName = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** NUL cannot be stored, and a lone surrogate would silently become another character. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
