import type { NextStep } from '@edu/client';

/**
 * The page of the payment service that a step is made on, and that leads back here.
 *
 * @param back where the payer comes back to
 * @returns undefined where the step is made on this page
 */
export function pageOfStep(step: NextStep, back: string): string | undefined {
  switch (step.kind) {
    case 'redirect':
      return step.url;
    case 'card': {
      if (step.pageUrl === null) return undefined;
      const page = new URL(step.pageUrl);
      page.searchParams.set('return_url', withoutQuery(back));
      return page.href;
    }
    default:
      return undefined;
  }
}

/** What a payment service adds to the address of the page it leads back to says nothing that counts. */
export function withoutQuery(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}
