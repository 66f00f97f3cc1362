import { accessibilityFaults, DESKTOP, PHONE } from '@edu/browser';
import { expect, it } from 'vitest';
import { describeInBrowser } from './with-browser.ts';

describeInBrowser('the page of all components', (open) => {
  it('shows them without a fault, light and dark, and the dialog keeps the focus', async () => {
    for (const viewport of [PHONE, DESKTOP]) {
      const visitor = await open({ viewport });
      await visitor.page.goto('/status/components');
      const opener = visitor.page.getByRole('button', { name: 'Open a dialog' });
      await opener.waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await visitor.page.emulateMedia({ colorScheme });
        expect(await accessibilityFaults(visitor.page)).toEqual([]);
      }
      await opener.press('Enter');
      const dialog = visitor.page.getByRole('dialog', { name: 'A question' });
      await dialog.waitFor();
      expect(await accessibilityFaults(visitor.page)).toEqual([]);
      await visitor.page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await visitor.page.locator(':focus').textContent()).toBe('Open a dialog');
      expect(visitor.faults).toEqual([]);
      await visitor.close();
    }
  });
});
