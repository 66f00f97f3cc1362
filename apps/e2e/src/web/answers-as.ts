import type { Page } from 'playwright-core';

/** The API answers as it does, with some values changed: as if something had happened meanwhile. */
export async function answersAs(page: Page, path: string, change: object): Promise<void> {
  const pattern = `**${path}`;
  await page.unroute(pattern);
  await page.route(pattern, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      json: { ...((await answer.json()) as object), ...change },
    });
  });
}
