import { Module, type DynamicModule } from '@nestjs/common';
import { WebConfig } from './app.config.ts';
import { GalleryRoutes } from './gallery/gallery.routes.tsx';
import { WebManifestRoutes } from './offline/web-manifest.routes.ts';
import { AssetRoutes } from './page/asset.routes.ts';
import { ApiFactory } from './page/api.ts';
import { Assets } from './page/assets.ts';
import { ClientDir } from './page/client-dir.ts';
import { CrawlerRoutes } from './page/crawler.routes.ts';
import { LowDataRoutes } from './page/low-data.routes.ts';
import { PageMetrics } from './page/page-metrics.ts';
import { PageRenderer } from './page/page-renderer.tsx';
import { PageRoutes } from './page/page.routes.ts';
import { RequestMetrics } from './page/request-metrics.ts';

@Module({
  providers: [
    ApiFactory,
    AssetRoutes,
    CrawlerRoutes,
    GalleryRoutes,
    LowDataRoutes,
    PageMetrics,
    PageRenderer,
    PageRoutes,
    RequestMetrics,
    WebManifestRoutes,
    { provide: Assets, inject: [ClientDir], useFactory: ({ path }: ClientDir) => new Assets(path) },
  ],
})
export class AppModule {
  /** @param beside where the browser's files lie when the configuration does not say */
  static withClient(beside: string): DynamicModule {
    return {
      module: AppModule,
      providers: [
        {
          provide: ClientDir,
          inject: [WebConfig],
          useFactory: ({ CLIENT_DIR }: WebConfig) => new ClientDir(CLIENT_DIR ?? beside),
        },
      ],
    };
  }
}
