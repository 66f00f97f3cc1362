import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canListen, choosePort } from '@edu/infrastructure/free-port';

/** Ports of one platform, the same at every start unless another program has taken one. */
export class PortBook {
  readonly #path: string;
  readonly #kept: Record<string, number>;
  readonly #given = new Set<number>();

  constructor(dataDir: string) {
    this.#path = join(dataDir, 'run/ports.json');
    this.#kept = existsSync(this.#path)
      ? (JSON.parse(readFileSync(this.#path, 'utf8')) as Record<string, number>)
      : {};
  }

  async get(name: string): Promise<number> {
    const isFree = async (port: number) => !this.#given.has(port) && (await canListen(port));
    const port = await choosePort(this.#kept[name], isFree);
    this.#given.add(port);
    this.#kept[name] = port;
    mkdirSync(dirname(this.#path), { recursive: true });
    writeFileSync(this.#path, JSON.stringify(this.#kept));
    return port;
  }
}
