import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'vite';

const source = join(import.meta.dirname, 'src');

/** Every `<name>.client.ts(x)` is an entry by its name. */
function entries(): Record<string, string> {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const clients = files.filter((file) => /\.client\.tsx?$/.test(file));
  return Object.fromEntries(
    clients.map((file) => [basename(file).replace(/\.client\.tsx?$/, ''), join(source, file)]),
  );
}

/**
 * What nearly all islands load comes as one file: each request costs a phone more than the few lines
 * that some of these modules are. Pages without an island load none of it.
 */
const ofIslands = (id: string): boolean => /node_modules|\/libs\/|\/island\/|\/step-up\//.test(id);

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: 'public',
  logLevel: 'warn',
  // Whoever builds: a run of tests would take React's development build into the pages.
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  resolve: { conditions: ['module', 'browser', 'production'] },
  oxc: { jsx: { runtime: 'automatic', development: false } },
  build: {
    // Phones that are five years old and have not been updated since.
    target: ['es2021', 'chrome90', 'firefox90', 'safari15'],
    manifest: 'manifest.json',
    assetsDir: 'assets',
    // Inlined files are not allowed by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    // LiveKit's library, which is loaded when somebody joins a lesson.
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Also for pages without an island.
            { name: 'signed-in', test: /\/island\/(signed-in|has-cookie)/, priority: 1 },
            { name: 'preload-helper', test: /preload-helper/, priority: 1 },
            { name: 'helpers', test: /oxc-project.runtime|rolldown.runtime/, priority: 1 },
            { name: 'island', test: ofIslands, minShareCount: 26 },
          ],
        },
        // Its address is its identity, and it must not import what has another.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js',
      },
      input: { ...entries(), styles: join(source, 'shell/styles.css') },
      // `use client` is for other frameworks.
      checks: { moduleLevelDirective: false },
    },
  },
});
