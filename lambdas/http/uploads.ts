import { confirmUpload, getMedia, loadEdgeKey, presignUpload, removeAvatar, setAvatar } from '#core/media';
import { addProof } from '#core/picks';
import { ConfirmUpload, GetMedia, PresignUpload, RemoveAvatar, SetAvatar } from '#schemas/media';
import { AddProof } from '#schemas/proofs';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(PresignUpload, ({ actor, body, now }) => presignUpload(actor, body, now)),
  on(ConfirmUpload, ({ actor, body, now }) => confirmUpload(actor, body, now)),
  on(GetMedia, ({ actor, params, now }) => getMedia(actor, params.mediaId, now)),
  on(SetAvatar, ({ actor, body, now }) => setAvatar(actor, body, now)),
  on(AddProof, ({ actor, params, body, now }) => addProof(actor, params.pickId, body, now)),
  on(RemoveAvatar, ({ actor, now }) => removeAvatar(actor, now)),
).before(loadEdgeKey);
