/** How a closed loop runs: each of so many callers asks again as soon as it has its answer. */
export interface ClosedLoop {
  readonly callers: number;
  readonly warmupMs: number;
  readonly measureMs: number;
}

export type ClosedLoopMessage = 'measuring' | { readonly latencyMs: readonly number[] };

/** Runs it here. @returns latencies of the measured time, in milliseconds */
export async function runClosedLoop(
  { callers, warmupMs, measureMs }: ClosedLoop,
  call: () => Promise<void>,
  measuring: () => void,
): Promise<number[]> {
  const latencyMs: number[] = [];
  const from = performance.now() + warmupMs;
  const until = from + measureMs;
  const timer = setTimeout(measuring, warmupMs);
  const caller = async () => {
    for (let began = performance.now(); began < until; began = performance.now()) {
      await call();
      if (began >= from) latencyMs.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  clearTimeout(timer);
  return latencyMs;
}
