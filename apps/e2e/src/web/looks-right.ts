import {
  accessibilityFaults,
  contrastFaults,
  DESKTOP,
  NARROW,
  PHONE,
  sidewaysFaults,
  type Visitor,
} from '@edu/browser';
import { expect } from 'vitest';

/** What is shown now is for everybody: on a phone and a laptop, light and dark, and enlarged. */
export async function looksRight({ page, faults }: Visitor): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    expect(await sidewaysFaults(page)).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
  }
  // The scheme changes colours and nothing else, and the same ones on every device.
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await contrastFaults(page)).toEqual([]);
  await page.setViewportSize(NARROW);
  expect(await sidewaysFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
}
