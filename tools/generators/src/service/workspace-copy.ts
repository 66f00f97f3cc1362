import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { WORKSPACE } from '@edu/database';

const COPIED = ['apps', 'deploy', 'docs', 'libs', '.github'];
const TOOLS = ['build', 'deploy', 'generators', 'infrastructure', 'simulators', 'streams'];
const NOT_COPIED = /\/(node_modules|generated|dist)(\/|$)/;

/**
 * A throwaway workspace with the sources that a generator works on. It uses the installed packages,
 * and its own projects in place of those of this workspace.
 */
export class WorkspaceCopy {
  readonly root = mkdtempSync(join(tmpdir(), 'educonnect-generated-'));

  constructor() {
    for (const entry of readdirSync(WORKSPACE, { withFileTypes: true })) {
      if (entry.isFile()) this.copy(entry.name);
    }
    for (const folder of [...COPIED, ...TOOLS.map((tool) => `tools/${tool}`)]) this.copy(folder);
    this.linkPackages();
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private copy(path: string): void {
    const filter = (source: string) => !NOT_COPIED.test(source.slice(WORKSPACE.length));
    cpSync(join(WORKSPACE, path), join(this.root, path), { recursive: true, filter });
  }

  private linkPackages(): void {
    const installed = join(WORKSPACE, 'node_modules');
    for (const name of readdirSync(installed)) {
      if (name !== '@edu') this.link(join('node_modules', name), join(installed, name));
    }
    for (const parent of ['apps', 'libs', 'libs/contracts', 'tools']) {
      for (const name of readdirSync(join(this.root, parent))) {
        if (parent === 'libs' && name === 'contracts') continue;
        const own = parent === 'libs/contracts' ? `contracts-${name}` : name;
        this.link(join('node_modules/@edu', own), join(this.root, parent, name));
      }
    }
  }

  private link(path: string, target: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    symlinkSync(target, file);
  }
}
