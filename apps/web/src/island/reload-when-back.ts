/**
 * Loads a page anew that comes out of the back cache: what it sold may be sold, and a button that was
 * pressed would stay pressed.
 */
export function reloadWhenBack(): void {
  addEventListener('pageshow', ({ persisted }: PageTransitionEvent) => {
    if (persisted) location.reload();
  });
}
