/**
 * Loaded before a service (`node --import`): its process takes it for `CLOCK_SHIFT_MS` later than it is.
 * Timers measure spans, so they stay right, as when a machine's clock is set wrong.
 */
const shift = Number(process.env['CLOCK_SHIFT_MS']);
if (!Number.isInteger(shift)) throw new Error('CLOCK_SHIFT_MS says by how much');

const RealDate = Date;
const now = () => RealDate.now() + shift;
const origin = performance.timeOrigin + shift;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], newTarget) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) =>
    name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
});
Object.defineProperty(performance, 'timeOrigin', { get: () => origin });
