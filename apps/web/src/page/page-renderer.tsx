import { Injectable } from '@nestjs/common';
import { renderToStaticMarkup } from 'react-dom/server';
import { ReaderProvider } from '@edu/ui';
import { WebConfig } from '../app.config.ts';
import type { MapTiles } from '../pages/map/map-data.ts';
import { mapTiles } from '../pages/map/map-tiles.ts';
import { Assets } from './assets.ts';
import { Document } from './document.tsx';
import { contentSecurityPolicy } from './page-headers.ts';
import type { PageContent, PageDefinition, PageRequest } from './page.ts';
import { RenderedPage } from './rendered-page.ts';
import { serverTexts, textsFor } from './texts.ts';
import type { Looks } from './visitor.ts';

type Shown = Pick<PageDefinition, 'path' | 'entry' | 'texts'>;

/** Writes pages as HTML. */
@Injectable()
export class PageRenderer {
  constructor(
    private readonly assets: Assets,
    readonly config: WebConfig,
  ) {}

  get map(): MapTiles | undefined {
    return mapTiles(this.config);
  }

  /** What a page may do beyond the others. */
  headersOf({ policy, permissions }: PageDefinition): Record<string, string> {
    const more = typeof policy === 'function' ? policy(this.config) : policy;
    return {
      ...(more && { 'content-security-policy': contentSecurityPolicy(more) }),
      ...(permissions && { 'permissions-policy': permissions }),
    };
  }

  render(
    { path: route, entry, texts = [] }: Shown,
    request: Pick<PageRequest, 'locale' | 'path' | 'params'> & {
      readonly search: string;
      readonly looks: Looks;
    },
    { head, body, status = 200, data, subjects }: PageContent,
  ): RenderedPage {
    const { locale, path, search, looks, params } = request;
    const t = serverTexts(locale);
    const forEntry = entry && { locale, params, texts: textsFor(locale, texts), data, subjects };
    const html = renderToStaticMarkup(
      <ReaderProvider locale={locale} t={t}>
        <Document
          locale={locale}
          path={path}
          route={route}
          search={search}
          publicUrl={this.config.PUBLIC_URL}
          head={head}
          assets={this.assets}
          entry={entry}
          data={forEntry}
          looks={looks}
        >
          {body}
        </Document>
      </ReaderProvider>,
    );
    return new RenderedPage(status, `<!doctype html>${html}`);
  }
}
