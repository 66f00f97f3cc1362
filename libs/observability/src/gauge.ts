import { Gauge, type Registry } from 'prom-client';

/** A metric of one value that is there to be read; read when somebody scrapes. */
export function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}
