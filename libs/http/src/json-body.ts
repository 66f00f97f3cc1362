import { platformErrors } from '@edu/contract-kit';

const MAX_DEPTH = 32;
const MAX_KEYS = 1_000;
const POISON = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses a body and refuses what could hurt further in: nesting that overflows stacks, floods of
 * keys, keys that reach prototypes, and text that PostgreSQL cannot store.
 *
 * @throws platform.malformed_json, platform.too_deep, platform.invalid_input
 */
export function parseJsonBody(body: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body);
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

function checkKey(key: string): void {
  checkText(key);
  if (POISON.has(key)) {
    throw platformErrors.invalidInput({
      errors: [{ pointer: `/${key}`, detail: 'this name is not allowed' }],
    });
  }
}

/** NUL cannot be stored, and a lone surrogate would silently become another character. */
export function checkText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw platformErrors.invalidInput({
      errors: [{ pointer: '', detail: 'NUL characters and lone surrogates are not allowed' }],
    });
  }
}
