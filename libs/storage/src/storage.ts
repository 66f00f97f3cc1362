export { DiskStore } from './disk/disk-store.ts';
export { giveDownload, takeUpload, type ObjectAnswer } from './disk/object-requests.ts';
export { OBJECTS_PATH } from './disk/signed-path.ts';
export {
  openDocument,
  openDocumentKey,
  openedBy,
  sealDocument,
  type DocumentName,
} from './envelope/document-seal.ts';
export { MasterKeys, type SealedUserKey } from './envelope/master-keys.ts';
export { SealBroken } from './envelope/sealed-key.ts';
export { Vault, type DocumentKey } from './envelope/vault.ts';
export { VaultModule, vaultEnv } from './envelope/vault.module.ts';
export {
  contentTypeOf,
  isKey,
  MEDIA_PATH,
  mediaPath,
  newKey,
  PUBLIC_AREA,
  type ContentType,
} from './object-key.ts';
export {
  MAX_LINK_LIFE_S,
  ObjectStore,
  readAll,
  type AnnouncedBytes,
  type ByteRange,
  type ObjectInfo,
  type SignedUpload,
} from './object-store.ts';
export { S3Store } from './s3/s3-store.ts';
export { openStorage, storageEnv, type StorageConfig } from './storage-config.ts';
export { StorageModule } from './storage.module.ts';
export { Uploads, type Arrived, type UploadRule } from './upload/uploads.ts';
export { UploadsModule, uploadsEnv } from './upload/uploads.module.ts';
