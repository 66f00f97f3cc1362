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
  // Level by level, not by recursion: the depth is the attacker's choice.
  let level: unknown[] = [value];
  let keys = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw platformErrors.tooDeep();
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item === 'string') checkText(item);
      if (typeof item !== 'object' || item === null) continue;
      for (const [key, child] of Object.entries(item)) {
        if (++keys > MAX_KEYS) throw platformErrors.tooDeep();
        if (!Array.isArray(item)) checkKey(key);
        if (typeof child === 'string') checkText(child);
        else if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return value;
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

function checkKey(key: string): void {
  checkText(key);
  if (POISON.has(key)) throw badField(`/${key}`, 'name_not_allowed');
}

/** NUL cannot be stored, and a lone surrogate would silently become another character. */
export function checkText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw badField('', 'not_storable');
}
