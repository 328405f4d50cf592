export {
  attachChatMedia,
  type ChatMedia,
  type ChatPurpose,
  chatMediaView,
  groupPictureUrls,
  placeGroupPicture,
} from './chat-media.ts';
export { confirmUpload } from './confirm-upload.ts';
export { loadEdgeKey } from './edge-key.ts';
export { storageEndpoint } from './endpoint.ts';
export { exportedObjects, openObject } from './exported-objects.ts';
export { type AttachedMedia, type MediaReaders, mediaSeenBy, reportedMedia, seeMedia } from './get-media.ts';
export type { StoredMedia } from './media.entity.ts';
export { mediaOfImage, requestMediaTask } from './media.projection.ts';
export { attachedPart, detachedPart, hasManyThreats, loadMedia, mediaOf, removedPart } from './media.store.ts';
export { mediaUpkeep } from './media.upkeep.ts';
export { MediaMessage } from './media-message.ts';
export { assertAttachable } from './media-rules.ts';
export { proofUrls } from './media-urls.ts';
export { presignUpload } from './presign-upload.ts';
export { processMedia } from './process-media.ts';
export { proofHashes, sealProof } from './seal-proof.ts';
export { removeAvatar, setAvatar } from './set-avatar.ts';
export { bytesOf, deleteObject, isAbsent, keysUnder, type ObjectName, putObject, s3 } from './storage.ts';
