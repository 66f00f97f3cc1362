export { fetchOrGone } from './fetch-or-gone.ts';
export { LACKING, lacking } from './lacking.ts';
export { ProjectionModule } from './projection.module.ts';
export { projection, type Facts, type Projection } from './projection-table.ts';
export { Rebuilds, type RebuildSource } from './rebuilds.ts';
