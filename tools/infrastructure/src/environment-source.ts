import { InfrastructureError, reasonOf } from './infrastructure-error.ts';
import { maskUrl } from './mask-url.ts';
import { probes, type ProbeResult } from './probes.ts';
import { isRecentEnough, parseVersion, requirements, type ServerName } from './requirements.ts';

/** A server somebody else runs, named in the environment. */
export interface GivenServer {
  url: string;
  version: string;
}

/**
 * The server whose address is in the environment, asked whether it serves our needs;
 * undefined when no address is given.
 *
 * @throws InfrastructureError when the address is given but of no use: starting another server
 *   in silence would surprise whoever named this one
 */
export async function givenServer(
  name: ServerName,
  env: NodeJS.ProcessEnv,
  probe: (url: string) => Promise<ProbeResult> = probes[name],
): Promise<GivenServer | undefined> {
  const { label, addressVariable, minimum } = requirements[name];
  const url = env[addressVariable];
  if (!url) return undefined;
  const todo = `start that server, correct ${addressVariable}, or unset it`;
  let result: ProbeResult;
  try {
    result = await probe(url);
  } catch (cause) {
    throw new InfrastructureError(
      `${label} does not answer at ${maskUrl(url)} (${addressVariable}): ${reasonOf(cause)}`,
      { todo, cause },
    );
  }
  const version = parseVersion(result.version);
  const lacks = [...result.lacks];
  if (version && !isRecentEnough(name, version)) {
    lacks.push(`version ${minimum.join('.')} or newer (it is ${version.text})`);
  }
  if (lacks.length > 0) {
    throw new InfrastructureError(
      `${label} at ${maskUrl(url)} (${addressVariable}) lacks ${lacks.join(', ')}.`,
      { todo },
    );
  }
  return { url, version: version?.text ?? result.version };
}
