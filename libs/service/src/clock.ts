/** The present instant. Injected, so that tests decide what time it is. */
export class Clock {
  now(): Date {
    return new Date();
  }
}
