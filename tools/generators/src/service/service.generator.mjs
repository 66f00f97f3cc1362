// Plain JavaScript, because Nx may run on the machine's own Node.js, which may not know TypeScript.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { formatFiles, generateFiles, getProjects, names, updateJson } from '@nx/devkit';

const TEMPLATES = join(import.meta.dirname, 'templates');
const TEXTS = join(import.meta.dirname, 'texts');
const REGISTRY = 'libs/contracts/registry/src/registry.ts';
const DEPLOYED = 'deploy/services.yaml';

/**
 * Makes a service that lints, starts and passes its tests, with its registered contract, puts it behind the
 * gateway and among what is deployed.
 *
 * @param {import('@nx/devkit').Tree} tree
 * @param {{ name: string, noun?: string, plural?: string }} options
 */
export default async function serviceGenerator(tree, options) {
  const { name, noun = name } = options;
  const plural = options.plural ?? (noun.endsWith('s') ? noun : `${noun}s`);
  const app = `apps/${name}`;
  const contract = `libs/contracts/${name}`;
  refuse(tree, { name, noun, plural });

  const words = {
    service: name,
    Service: names(name).className,
    serviceName: names(name).propertyName,
    noun,
    Noun: names(noun).className,
    nounName: names(noun).propertyName,
    NOUN: names(noun).constantName,
    plural,
    table: noun.replaceAll('-', '_'),
    migration: `${timestamp()}_${plural.replaceAll('-', '_')}`,
  };
  generateFiles(tree, join(TEMPLATES, 'app'), app, words);
  generateFiles(tree, join(TEMPLATES, 'contract'), contract, words);
  const contracts = tree.read(REGISTRY, 'utf8') ?? '';
  tree.write(REGISTRY, registerContract(contracts, name));
  translateProblems(tree, name);
  // From this line on it has an image, manifests, permissions and dashboards.
  tree.write(DEPLOYED, `${tree.read(DEPLOYED, 'utf8')}\n  ${name}: {}\n`);
  const packages = { [`@edu/${name}`]: app, [`@edu/contracts-${name}`]: contract };
  lockPackages(tree, packages);
  await formatFiles(tree);

  return () => {
    linkPackages(tree.root, packages);
    const node = join(tree.root, 'node_modules/.bin/node');
    execFileSync(node, ['tools/generators/src/gen.ts'], { cwd: tree.root, stdio: 'inherit' });
    console.log(`\n${name} is there. Now:\n${nextSteps(name, noun)}`);
  };
}

const nextSteps = (name, noun) =>
  [
    ['npm start', 'it runs behind the gateway'],
    [`npm test -- apps/${name}`, 'its tests pass as they are'],
    [`libs/contracts/${name}`, 'what it promises: change this first'],
    [`apps/${name}/src/${noun}`, 'where it keeps its promises'],
  ]
    .map(([what, why]) => `  ${what.padEnd(40)} ${why}`)
    .join('\n');

/** @param {import('@nx/devkit').Tree} tree */
function refuse(tree, { name, noun, plural }) {
  if (getProjects(tree).has(`@edu/${name}`)) {
    throw new Error(`there is a project @edu/${name} already: choose another name`);
  }
  if (names(noun).className in globalThis) {
    throw new Error(`${names(noun).className} is a word of JavaScript: choose another --noun`);
  }
  const route = new RegExp(`path: '/${plural}['/]`);
  for (const other of tree.children('libs/contracts')) {
    const file = `libs/contracts/${other}/src/${other}.contract.ts`;
    if (tree.exists(file) && route.test(tree.read(file, 'utf8'))) {
      throw new Error(`${other} has routes below /${plural} already: choose another --plural`);
    }
  }
}

/** Adds the contract to the registry, in the order of the names. */
function registerContract(text, name) {
  const IMPORTS = /(?:^import \{ \w+ \} from '@edu\/contracts-[\w-]+';\n)+/m;
  const LIST = /(?<=^export const contracts\b[^=]*= \[)[^\]]*(?=\])/m;
  const identifier = `${names(name).propertyName}Contract`;
  if (!IMPORTS.test(text) || !LIST.test(text)) {
    throw new Error(`${REGISTRY} does not list the contracts: add ${identifier} by hand`);
  }
  const sorted = (lines) => [...lines].sort((a, b) => (a < b ? -1 : 1));
  const own = `import { ${identifier} } from '@edu/contracts-${name}';`;
  const bySource = (line) => line.replace(/^.* from /, '');
  return text
    .replace(IMPORTS, (block) => {
      const lines = [...block.trimEnd().split('\n'), own];
      return `${lines.sort((a, b) => (bySource(a) < bySource(b) ? -1 : 1)).join('\n')}\n`;
    })
    .replace(LIST, (list) => sorted([...list.match(/\w+/g), identifier]).join(', '));
}

/** Adds the texts of the new contract's problems to the catalogues: contracts are in English only. */
function translateProblems(tree, name) {
  for (const file of readdirSync(TEXTS)) {
    const added = JSON.parse(readFileSync(join(TEXTS, file), 'utf8'));
    updateJson(tree, `libs/i18n/src/${file.replace('.json', '')}/problems.json`, (texts) => {
      for (const [key, text] of Object.entries(added)) texts[`${name}.${key}`] = text;
      return texts;
    });
  }
}

/** What `npm install` would write for packages of this workspace. */
function lockPackages(tree, packages) {
  updateJson(tree, 'package-lock.json', (lock) => {
    const entries = Object.entries(packages).flatMap(([name, dir]) => [
      [dir, { name, version: '0.0.0' }],
      [`node_modules/${name}`, { resolved: dir, link: true }],
    ]);
    const all = [...Object.entries(lock.packages), ...entries];
    all.sort(([a], [b]) => a.localeCompare(b, 'en'));
    return { ...lock, packages: Object.fromEntries(all) };
  });
}

/** What `npm install` would do for packages of this workspace. */
function linkPackages(root, packages) {
  for (const [name, dir] of Object.entries(packages)) {
    const link = join(root, 'node_modules', name);
    mkdirSync(join(link, '..'), { recursive: true });
    if (!existsSync(link)) symlinkSync(join('../..', dir), link);
  }
}

/** As migrations are named: `20261123204100`. */
function timestamp() {
  return new Date().toISOString().replace(/\D/g, '').slice(0, 14);
}
