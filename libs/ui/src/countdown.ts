import { useEffect, useState } from 'react';
import { deviceNow } from './device-now.ts';

/** Whole seconds from `now` to `until`, both in milliseconds; 0 once it has passed. */
export const secondsLeft = (until: number, now: number): number =>
  Math.max(0, Math.ceil((until - now) / 1_000));

const two = (value: number): string => String(value).padStart(2, '0');

/** `95` → `1:35`, `3 899` → `1:04:59` */
export function clockText(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/**
 * Counts down by the clock of this device. What the API says is due at an instant has to be turned into
 * a time of this clock first, which may be wrong by hours.
 *
 * @param until milliseconds, as of `deviceNow()`
 */
export function useSecondsLeft(until: number): number {
  const [left, setLeft] = useState(() => secondsLeft(until, deviceNow()));
  useEffect(() => {
    const show = () => {
      const seconds = secondsLeft(until, deviceNow());
      setLeft(seconds);
      if (seconds === 0) clearInterval(timer);
    };
    const timer = setInterval(show, 1_000);
    show();
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
