import type { Page } from 'playwright-core';

/** Runs in the page. */
const SIDEWAYS = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const over = [...document.body.querySelectorAll('*')].filter(
    (one) => one.checkVisibility() && one.getBoundingClientRect().right > clientWidth,
  );
  const names = over.map((one) => one.tagName.toLowerCase() + '.' + one.className);
  return [scrollWidth + ' px of ' + clientWidth + ': ' + names.slice(-5).join(' ')];
})()`;

const MOVING = `(() => {
  const isLong = (times) => times.split(', ').some((time) => parseFloat(time) > 0.001);
  const moves = (one) =>
    [null, '::before', '::after'].some((part) => {
      const { animationDuration, transitionDuration } = getComputedStyle(one, part);
      return isLong(animationDuration) || isLong(transitionDuration);
    });
  const names = [...document.querySelectorAll('*')].filter(moves);
  return names.map((one) => one.tagName.toLowerCase() + '.' + one.className);
})()`;

/** Why the page scrolls sideways, and what sticks out last; empty where it does not. */
export const sidewaysFaults = (page: Page): Promise<string[]> => page.evaluate(SIDEWAYS);

/** What takes its time to move or to change its looks. */
export const movingParts = (page: Page): Promise<string[]> => page.evaluate(MOVING);
