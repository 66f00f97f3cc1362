import { readdirSync } from 'node:fs';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

// The rule for boundaries reads the projects from Nx's cache, and says nothing where there is none.
process.env.NX_DAEMON = 'false';
await createProjectGraphAsync();

/** Which kind of project may import which kinds, and which packages where not all. */
const kinds = [
  { kind: 'app', imports: ['contract', 'registry', 'kit', 'platform'] },
  { kind: 'contract', imports: ['kit', 'contract'], packages: ['zod'] },
  { kind: 'registry', imports: ['contract', 'kit'], packages: [] },
  { kind: 'kit', imports: ['kit'], packages: ['zod', 'intl-messageformat', 'lru-cache'] },
  { kind: 'platform', imports: ['kit', 'platform'] },
  // Is published, and so stands alone.
  { kind: 'client', imports: [], packages: ['openapi-fetch'] },
  { kind: 'web', imports: ['contract', 'kit', 'platform', 'client', 'ui'] },
  { kind: 'ui', imports: ['kit', 'client', 'ui'] },
  { kind: 'testing', imports: ['kit', 'platform', 'testing'] },
  { kind: 'tool', imports: ['contract', 'registry', 'kit', 'platform', 'client', 'tool'] },
];

const services = readdirSync(new URL('apps', import.meta.url));

/** What belongs to one service is for that service alone, except its contract. */
const scopes = services.map((service) => ({
  sourceTag: `scope:${service}`,
  onlyDependOnLibsWithTags: [`scope:${service}`, 'scope:platform', 'type:contract'],
}));

/** What tests may import beyond what their project may. */
const forTests = {
  kinds: ['testing'],
  allow: ['@edu/simulators', '@edu/infrastructure/extra-servers', '@edu/infrastructure/free-port'],
};
const tests = ['**/*.{spec,conformance,harness,bench}.{ts,tsx}'];
const code = ['**/*.{ts,tsx}'];

function boundaries(more = { kinds: [], allow: [] }) {
  const depConstraints = kinds.map(({ kind, imports, packages }) => ({
    sourceTag: `type:${kind}`,
    onlyDependOnLibsWithTags: [...imports, ...more.kinds].map((other) => `type:${other}`),
    ...(packages && more.kinds.length === 0 && { allowedExternalImports: packages }),
  }));
  return [
    'error',
    {
      allow: more.allow,
      banTransitiveDependencies: true,
      // Libraries that the testing library stands on are tested with it; a test of its own proves that
      // no file is part of a cycle.
      ignoredCircularDependencies: [['@edu/testing', '*']],
      depConstraints: [...depConstraints, ...scopes],
    },
  ];
}

const SYNTAX = [
  {
    selector: 'ExportAllDeclaration',
    message: 'Name what you export: `export *` hides what is promised and makes cycles.',
  },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  {
    selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^(do)?mock$/i]',
    message: 'Pass a fake in instead of replacing a module.',
  },
];

/** Programs send, publish and receive; these words leave a reader guessing which. */
const PARABLES = ['told', 'heard', 'hears', 'neighbour', 'neighbours'];
const IN_TITLE = `> Literal[value=/\\b(${PARABLES.join('|')})\\b/]`;
const TITLES = ['callee.name', 'callee.callee.object.name'].map((of) => ({
  selector: `CallExpression[${of}=/^(it|describe)$/] ${IN_TITLE}`,
  message: 'Say plainly what is sent, published, received or answered.',
}));

/** The platform's own headers; a spec writes them out, so that it sees a change. */
const OWN_HEADER =
  /^(x-(request-id|deadline|actor|idempotency-key|locale|client|problem|replayed)|traceparent|idempotency-(key|replayed)|ratelimit(-policy)?)$/;
const HEADERS = {
  selector: `Literal[value=${OWN_HEADER}]`,
  message: 'Take the header from NATS_HEADER, REQUEST_HEADER or RESPONSE_HEADER.',
};

/** What is compared with stored times asks the injected clock, or the database where rows are due. */
const CLOCK = [
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
].map((selector) => ({ selector, message: 'Ask the injected Clock, or the database with now().' }));

export default tseslint.config(
  { ignores: ['**/generated/', '**/templates/', 'dist/', '.data/', '.nx/', 'docs/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      'max-lines': ['error', 300],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'id-denylist': ['error', ...PARABLES],
      'no-warning-comments': ['error', { terms: PARABLES, location: 'anywhere' }],
    },
  },
  {
    files: code,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/max-params': ['error', { max: 6 }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowNumber: true,
          allowBoolean: true,
          allowNullish: true,
          allow: ['Error', 'URL', 'URLSearchParams'],
        },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // An interface asks for a promise, and its answer is there at once.
      '@typescript-eslint/require-await': 'off',
      // Objects made of functions are taken apart everywhere, and none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-syntax': ['error', ...SYNTAX, ...TITLES],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Declare the variable in app.config.ts and inject the configuration.',
        },
      ],
    },
  },
  {
    files: code,
    // Simulators speak the protocols of others, and what is published imports nothing of ours.
    ignores: [...tests, 'libs/contract-kit/src/header.ts', 'libs/client/**', 'tools/simulators/**'],
    rules: { 'no-restricted-syntax': ['error', ...SYNTAX, HEADERS] },
  },
  {
    // Deadlines of calls (libs/messaging, libs/http) are of this process alone.
    files: ['apps/**/*.ts', 'libs/{persistence,work,projection,process,identity}/**/*.ts'],
    // A browser has no clock but its device's.
    ignores: [...tests, 'apps/web/src/{island,pages,shell}/**'],
    rules: { 'no-restricted-syntax': ['error', ...SYNTAX, HEADERS, ...CLOCK] },
  },
  {
    files: tests,
    rules: {
      '@nx/enforce-module-boundaries': boundaries(forTests),
      // The rows and bodies that a test looks at have no types; its expectations check them.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      'max-lines': 'off',
      'no-restricted-properties': 'off',
    },
  },
  {
    // Programs read their environment; a service's is read once, where it starts.
    files: ['tools/**/*.ts', 'libs/{database,testing}/**/*.ts', 'libs/service/src/run-service.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Vitest and Vite take the default export.
    files: ['*.config.ts', 'apps/web/vite.config.ts'],
    rules: { 'no-restricted-syntax': 'off', 'no-restricted-properties': 'off' },
  },
);
