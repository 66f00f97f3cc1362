import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the browser finds the files that Vite made. */
export const ASSETS_PREFIX = '/assets/';

interface ManifestEntry {
  readonly file: string;
  readonly name?: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly isEntry?: boolean;
}

export interface EntryFiles {
  readonly href: string;
  /** What it imports at once, to be loaded beside it. */
  readonly imports: readonly string[];
  readonly styles: readonly string[];
}

/** The browser's files, by the names of their entries. */
export class Assets {
  /** The stylesheet of every page. */
  readonly styles: string;
  readonly #entries: ReadonlyMap<string, EntryFiles>;

  /** @param dir what Vite wrote, with its manifest */
  constructor(dir: string) {
    const text = readFileSync(join(dir, 'manifest.json'), 'utf8');
    const manifest = JSON.parse(text) as Readonly<Record<string, ManifestEntry>>;
    const href = (file: string) => `/${file}`;
    const importsOf = (entry: ManifestEntry, seen = new Set<ManifestEntry>()) => {
      for (const key of entry.imports ?? []) {
        const imported = manifest[key];
        if (imported && !seen.has(imported)) importsOf(imported, seen.add(imported));
      }
      return [...seen];
    };
    const entries = Object.values(manifest).filter(({ isEntry }) => isEntry);
    this.#entries = new Map(
      entries.map((entry) => {
        const imports = importsOf(entry);
        const styles = [entry, ...imports].flatMap(({ css }) => css ?? []);
        return [
          entry.name!,
          {
            href: href(entry.file),
            imports: imports.map(({ file }) => href(file)),
            styles: [...new Set(styles)].map(href),
          },
        ];
      }),
    );
    this.styles = this.script('styles').href;
  }

  /** @throws Error when no browser entry has the name */
  script(entry: string): EntryFiles {
    const found = this.#entries.get(entry);
    if (!found) throw new Error(`no browser entry is named ${entry}`);
    return found;
  }
}
