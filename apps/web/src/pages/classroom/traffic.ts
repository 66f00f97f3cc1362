/** Bytes over one connection since it was made. */
export interface Sample {
  /** The same for one connection however often it is asked. */
  readonly key: string;
  readonly sent: number;
  readonly received: number;
}

/** Bytes of a visit, over all its connections. */
export interface Traffic {
  readonly sent: number;
  readonly received: number;
  readonly last: ReadonlyMap<string, Sample>;
}

export const noTraffic: Traffic = { sent: 0, received: 0, last: new Map() };

/** Adds what has gone over the connections since they were asked last. */
export function countTraffic(before: Traffic, samples: readonly Sample[]): Traffic {
  let { sent, received } = before;
  const last = new Map(before.last);
  for (const sample of latest(samples)) {
    const known = last.get(sample.key);
    // A connection that was made anew counts from zero again.
    const anew = !known || sample.sent < known.sent || sample.received < known.received;
    sent += sample.sent - (anew ? 0 : known.sent);
    received += sample.received - (anew ? 0 : known.received);
    last.set(sample.key, sample);
  }
  return { sent, received, last };
}

/** Tracks that share a connection each report it, within a moment and in any order. */
function latest(samples: readonly Sample[]): Iterable<Sample> {
  const byKey = new Map<string, Sample>();
  for (const sample of samples) {
    const other = byKey.get(sample.key);
    if (!other || sample.sent + sample.received > other.sent + other.received) {
      byKey.set(sample.key, sample);
    }
  }
  return byKey.values();
}

interface Stat {
  readonly id: string;
  readonly type: string;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
  readonly nominated?: boolean;
}

/**
 * The bytes of the transports in a report of WebRTC: speech, pictures and messages together. Browsers
 * that do not count transports count the pairs of addresses over which they go.
 *
 * @param side tells connections apart whose ids are the same
 */
export function samplesOf(report: Iterable<Stat>, side: string): Sample[] {
  const stats = [...report].filter(({ bytesSent }) => bytesSent !== undefined);
  const transports = stats.filter(({ type }) => type === 'transport');
  const pairs = stats.filter(({ type, nominated }) => type === 'candidate-pair' && nominated);
  return (transports.length > 0 ? transports : pairs).map(({ id, ...stat }) => ({
    key: `${side} ${id}`,
    sent: stat.bytesSent ?? 0,
    received: stat.bytesReceived ?? 0,
  }));
}

/** An amount of data as its reader writes it: `830 kB`, `12.4 MB`, `1,2 Go`. */
export function formatBytes(bytes: number, locale: string): string {
  const [unit, size] =
    bytes < 1e6
      ? (['kilobyte', 1e3] as const)
      : bytes < 1e9
        ? (['megabyte', 1e6] as const)
        : (['gigabyte', 1e9] as const);
  const maximumFractionDigits = unit === 'kilobyte' ? 0 : 1;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits }).format(
    bytes / size,
  );
}
