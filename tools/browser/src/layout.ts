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

/** Runs in the page. Frames and fields of several parts, as those of dates are, show it inside. */
const HIDDEN_FOCUS = `(() => {
  const element = document.activeElement;
  if (element.matches('body, iframe, [type=date], [type=time]')) return [];
  const label = element.closest('label') ?? element;
  const styles = [getComputedStyle(element), getComputedStyle(element, '::after'), getComputedStyle(label)];
  const shown = styles.some(
    ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px',
  );
  return shown ? [] : [element.outerHTML.slice(0, 200)];
})()`;

/** What has the focus and shows it neither on itself nor around it; empty where it shows. */
export function focusFaults(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(HIDDEN_FOCUS);
}
