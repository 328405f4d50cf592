import { confirmUpload, loadEdgeKey, presignUpload, removeAvatar, seeMedia, setAvatar } from '#core/media';
import { assertTakesUploads } from '#core/messaging';
import { MEDIA_READERS } from '#core/moderation';
import { addProof } from '#core/picks';
import { ConfirmUpload, GetMedia, PresignUpload, RemoveAvatar, SetAvatar } from '#schemas/media';
import { AddProof } from '#schemas/proofs';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(PresignUpload, ({ actor, body, now }) => presignUpload(actor, body, assertTakesUploads, now)),
  on(ConfirmUpload, ({ actor, body, now }) => confirmUpload(actor, body, now)),
  on(GetMedia, ({ actor, params, now }) => seeMedia(actor, params.mediaId, MEDIA_READERS, now)),
  on(SetAvatar, ({ actor, body, now }) => setAvatar(actor, body, now)),
  on(AddProof, ({ actor, params, body, now }) => addProof(actor, params.pickId, body, now)),
  on(RemoveAvatar, ({ actor, now }) => removeAvatar(actor, now)),
).before(loadEdgeKey);
