import { useState } from 'react';
import { useReader } from '@edu/ui';
import { networkGrade, type NetworkGrade } from '../devices.ts';

const REQUESTS = 5;
const PATIENCE_MS = 3_000;

/** Says in words whether the connection will do. */
export function NetworkCheck() {
  const { t } = useReader();
  const [grade, setGrade] = useState<NetworkGrade | 'asking'>();
  const check = async () => {
    setGrade('asking');
    const took: number[] = [];
    for (let request = 0; request < REQUESTS; request++) took.push(await roundTripMs());
    setGrade(networkGrade(took));
  };
  return (
    <section className="card trial" aria-labelledby="network">
      <h2 id="network">{t('classroom.network')}</h2>
      <div className="actions">
        <button
          type="button"
          className="quiet"
          aria-disabled={grade === 'asking'}
          onClick={() => grade !== 'asking' && void check()}
        >
          {t('classroom.try.network')}
        </button>
        <p role="status">{grade ? t(`classroom.network.${grade}`) : ''}</p>
      </div>
    </section>
  );
}

async function roundTripMs(): Promise<number> {
  const began = performance.now();
  const impatience = new AbortController();
  const timer = setTimeout(() => impatience.abort(), PATIENCE_MS);
  try {
    const { signal } = impatience;
    await fetch(location.pathname, { method: 'HEAD', cache: 'no-store', signal });
    return performance.now() - began;
  } catch {
    return Infinity;
  } finally {
    clearTimeout(timer);
  }
}
