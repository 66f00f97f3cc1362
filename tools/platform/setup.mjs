// Starts a script of this repository after making sure that its packages are installed:
//
//   node tools/platform/setup.mjs <script.ts> [arguments…]
//
// It runs on the machine's own Node.js in a clone where nothing is installed yet, hence: no
// packages, no TypeScript. The script itself runs on the Node.js version among the packages.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const lockFile = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.edu-lock');
const node = join(modules, '.bin', 'node');
const dataDir = join(root, '.data');
const installLock = join(dataDir, 'install.lock');
const log = join(dataDir, 'logs', 'npm-install.log');
const terminal = Boolean(process.stderr.isTTY) && !process.env.CI;

const [script, ...args] = process.argv.slice(2);
if (!script) fail('Usage: node tools/platform/setup.mjs <script.ts> [arguments…]');
checkNode();
await ensurePackages();
run(script, args);

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 20) return;
  fail(
    `EduConnect needs Node.js 20 or newer to start; this is ${process.version}.`,
    'to do: install it from https://nodejs.org or your distribution, then run the command again',
  );
}

/** Installs the packages unless those present are what the lock file says. */
async function ensurePackages() {
  if (isCurrent()) return;
  fs.mkdirSync(dirname(log), { recursive: true });
  await takeInstallLock();
  const release = () => fs.rmSync(installLock, { force: true });
  process.once('exit', release);
  // Another process may have done it while this one waited.
  if (!isCurrent()) await install();
  process.removeListener('exit', release);
  release();
}

function isCurrent() {
  if (!fs.existsSync(node)) return false;
  const wanted = fingerprint();
  if (readText(stamp) === wanted) return true;
  if (!matchesLockFile()) return false;
  fs.writeFileSync(stamp, wanted);
  return true;
}

/** Packages are compiled for one system: a folder shared between two is not current on both. */
function fingerprint() {
  const hash = createHash('sha256').update(fs.readFileSync(lockFile)).digest('hex');
  return `${hash} ${process.platform} ${process.arch}`;
}

/**
 * True when somebody ran npm by hand and what it installed, by its own record, is what the lock
 * file asks for. npm ci removes the stamp with everything else, so only `npm install` gets here.
 */
function matchesLockFile() {
  try {
    if (readText(stamp) && !readText(stamp).endsWith(` ${process.platform} ${process.arch}`)) {
      return false;
    }
    const wanted = JSON.parse(readText(lockFile)).packages;
    const present = JSON.parse(readText(join(modules, '.package-lock.json'))).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (!path.includes('node_modules/')) return true;
      if (entry.link) return fs.existsSync(join(root, path));
      if (!present[path]) return Boolean(entry.optional || entry.devOptional);
      return present[path].version === entry.version;
    });
  } catch {
    return false;
  }
}

async function install() {
  const npm = npmCommand();
  const version = await output([...npm, '--version']);
  if (!version) {
    fail(
      'npm was not found; it comes with Node.js.',
      'to do: install npm 9 or newer (Debian: apt-get install npm), then run the command again',
    );
  }
  if (Number(version.split('.')[0]) < 9) {
    fail(
      `EduConnect needs npm 9 or newer to install its packages; this is ${version}.`,
      'to do: npm install --global npm@10, then run the command again',
    );
  }
  const started = Date.now();
  const stop = showProgress('Installing packages (npm ci)', started);
  fs.writeFileSync(log, '');
  // The only install script wanted is that of the package that brings Node.js itself. npm 11
  // knows that from "allowScripts" in package.json; older ones would run them all, and some
  // download programs from elsewhere.
  const steps = [
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev'],
    ['rebuild', 'node', '--no-audit', '--no-fund'],
  ];
  for (const step of steps) {
    const code = await runNpm([...npm, ...step]);
    if (code === 0) continue;
    stop();
    fail(
      `npm ${step[0]} failed (${code}):`,
      ...tellingLines(20).map((line) => `  | ${line}`),
      `log: ${relative(process.cwd(), log) || log}`,
      'to do: check the network and the registry (npm config get registry), then try again;',
      '       "npm ci" run by hand shows the same',
    );
  }
  stop();
  fs.writeFileSync(stamp, fingerprint());
  say(`Packages installed (${seconds(started)} s)`);
}

/**
 * npm as it was started, or the one in PATH. Never on the Node.js among the packages, on which npm
 * runs this script in a checkout that has them: npm ci deletes it.
 */
function npmCommand() {
  const { npm_execpath: path, npm_node_execpath: npmsNode } = process.env;
  const stays = [process.execPath, npmsNode].find((at) => at && !at.startsWith(modules + sep));
  if (stays && path && /npm-cli\.c?js$/.test(path)) return [stays, path];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

function runNpm([command, ...rest]) {
  const descriptor = fs.openSync(log, 'a');
  const child = spawn(command, rest, {
    cwd: root,
    stdio: ['ignore', descriptor, descriptor],
    env: { ...process.env, NODE_ENV: '', npm_config_update_notifier: 'false' },
  });
  // Interrupted: wait for npm to go first, as the lock is given back at this process's end.
  const forward = (signal) => {
    child.kill(signal);
    child.once('exit', () => process.exit(128 + constants.signals[signal]));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.once(signal, forward);
  return new Promise((done) => {
    child.once('error', (error) => done(error.message));
    child.once('exit', (code, signal) => done(code === 0 ? 0 : (signal ?? `exit code ${code}`)));
  }).finally(() => {
    fs.closeSync(descriptor);
    for (const signal of signals) process.removeListener(signal, forward);
  });
}

/** One install at a time in a checkout; the lock of a process that is gone does not count. */
async function takeInstallLock() {
  let stop;
  for (let unreadable = 0; ;) {
    try {
      fs.writeFileSync(installLock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const pid = Number(readText(installLock));
    if (!pid) unreadable += 1;
    if (pid ? !isAlive(pid) : unreadable > 10) {
      // Renamed, not deleted: of several that see the stale lock only one succeeds.
      const aside = `${installLock}.${process.pid}`;
      try {
        fs.renameSync(installLock, aside);
        fs.rmSync(aside);
      } catch {
        // Another one was faster.
      }
      continue;
    }
    stop ??= showProgress(`Waiting for process ${pid}, which installs packages`, Date.now());
    await new Promise((done) => setTimeout(done, 200));
  }
  stop?.();
}

/** Replaces this script as far as anybody can see: same terminal, same signals, same exit code. */
function run(path, rest) {
  const child = spawn(node, [resolve(root, path), ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
  });
  // Ctrl-C in a terminal reaches the child directly; sent twice it would look like impatience.
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) {
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', (error) => {
    fail(`${node} does not start: ${error.message}`, 'to do: delete node_modules and try again');
  });
  child.once('exit', (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : code);
  });
}

/** Shows that something goes on, once a moment in a terminal and now and then in a log. */
function showProgress(what, started) {
  const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
  let frame = 0;
  if (!terminal) say(what);
  const draw = () => {
    if (!terminal) return say(`${what}: ${seconds(started)} s`);
    frame = (frame + 1) % frames.length;
    process.stderr.write(`\r\x1b[K${frames[frame]} ${what} ${seconds(started)} s`);
  };
  const timer = setInterval(draw, terminal ? 120 : 15_000);
  return () => {
    clearInterval(timer);
    if (terminal) process.stderr.write('\r\x1b[K');
  };
}

function output([command, ...rest]) {
  return new Promise((done) => {
    let text = '';
    const child = spawn(command, rest, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.on('data', (chunk) => (text += chunk));
    child.once('error', () => done(''));
    child.once('close', (code) => done(code === 0 ? text.trim() : ''));
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readText(path) {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The first errors in the log, which npm may follow with a page of usage, or else its end. */
function tellingLines(count) {
  const lines = readText(log).trimEnd().split('\n');
  const first = lines.findIndex((line) => /^npm (error|ERR!)/.test(line));
  return first < 0 ? lines.slice(-count) : lines.slice(first, first + count);
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000);
}

/** Progress goes to the error stream: the output belongs to the script. */
function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(...lines) {
  say(lines.join('\n'));
  process.exit(1);
}
