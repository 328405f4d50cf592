export { confirmUpload } from './confirm-upload.ts';
export { getMedia } from './get-media.ts';
export type { StoredMedia } from './media.entity.ts';
export { requestMediaTask } from './media.projection.ts';
export { mediaUpkeep } from './media.upkeep.ts';
export { MediaMessage } from './media-message.ts';
export { presignUpload } from './presign-upload.ts';
export { processMedia } from './process-media.ts';
export { removeAvatar, setAvatar } from './set-avatar.ts';
