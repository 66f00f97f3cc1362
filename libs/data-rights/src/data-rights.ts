export { defineDataMap, type DataMap } from './data-map.ts';
export { DataRightsModule } from './data-rights.module.ts';
export { Retention } from './retention.ts';
export { UserData, type MoreUserData } from './user-data.ts';
