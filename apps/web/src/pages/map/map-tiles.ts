import type { WebConfig } from '../../app.config.ts';
import type { PolicySources } from '../../page/page-headers.ts';
import type { MapTiles } from './map-data.ts';

type Configured = Pick<WebConfig, 'MAP_TILES_URL' | 'MAP_ATTRIBUTION' | 'MAP_ATTRIBUTION_URL'>;

export function mapTiles(config: Configured): MapTiles | undefined {
  const { MAP_TILES_URL: url, MAP_ATTRIBUTION, MAP_ATTRIBUTION_URL } = config;
  if (url === 'none') return undefined;
  return { url, attribution: MAP_ATTRIBUTION, attributionUrl: MAP_ATTRIBUTION_URL };
}

/** What a page with a map may load beyond the others. */
export function mapPolicy({ MAP_TILES_URL: url }: Configured): PolicySources {
  return url === 'none' ? {} : { 'img-src': [new URL(url).origin] };
}
