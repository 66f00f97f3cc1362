import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Suites that take more than half a minute, by the end of their path. */
const LONGEST = [
  'web/islands.e2e.spec.ts',
  'generators/src/service/service.int.spec.ts',
  'web/ways-to-pay.e2e.spec.ts',
  'web/approval.e2e.spec.ts',
];

/**
 * A suite of minutes that is begun last runs alone at the end. Vitest goes by how long files took
 * before, which a fresh clone does not know, and else by their size.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      LONGEST.some((end) => moduleId.endsWith(end));
    // By group, as Vitest takes one after the other.
    const groupOf = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    return sorted.toSorted(
      (a, b) => groupOf(a) - groupOf(b) || Number(isLong(b)) - Number(isLong(a)),
    );
  }
}
