import { entity, gsi2, type Item, primary } from '#data/entity';
import { TTL } from '#data/keys';
import { MEDIA_STATES, PURPOSE_NAMES, REFUSALS, UPLOAD_TYPES } from '#schemas/media';

const needed = { type: 'string', required: true } as const;
const amount = { type: 'number', required: true } as const;

/**
 * An upload, from the request for its address to the stored picture, under one id. Its state only moves on: awaiting, processing, then
 * ready or refused. The index lists what a user uploaded, for erasure and export.
 */
export const mediaEntity = entity('media', {
  attributes: {
    mediaId: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
    purpose: { type: PURPOSE_NAMES, required: true, readOnly: true },
    /** The type, the length and the SHA-256 that the upload's address takes, and nothing else. */
    contentType: { type: UPLOAD_TYPES, required: true, readOnly: true },
    bytes: { type: 'number', required: true, readOnly: true },
    sentSha256: { type: 'string', required: true, readOnly: true },
    /** Of an upload that is sent to a conversation. */
    conversationId: { type: 'string', readOnly: true },
    /** The name under which a file is downloaded. */
    name: { type: 'string', readOnly: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    state: { type: MEDIA_STATES, required: true },
    /** The ETag of the object that arrived. Verdicts on any other object count for nothing. */
    etag: { type: 'string' },
    arrivedAt: { type: 'string' },
    /** The instant at which a second scan was asked for, since the first one failed or did not answer. */
    rescannedAt: { type: 'string' },
    /** The instant at which it became ready or refused. */
    decidedAt: { type: 'string' },
    reason: { type: REFUSALS },
    /** The name that the scan gave to a threat. */
    threat: { type: 'string' },
    /** The picture as it was written anew. */
    stored: {
      type: 'map',
      properties: {
        sha256: needed,
        jpegSha256: { type: 'string' },
        bytes: amount,
        width: amount,
        height: amount,
        colour: needed,
      },
    },
    /** The description that was given where it was attached. */
    alt: { type: 'string' },
    /** The perceptual hash of a picture that is no proof. */
    looks: { type: 'string' },
    /** The instant at which a moderator removed it; absent while it is shown. */
    removedAt: { type: 'string' },
    /** The file or the recording as it was written anew. */
    file: {
      type: 'map',
      properties: { sha256: needed, bytes: amount, contentType: needed, durationMs: { type: 'number' } },
    },
    /**
     * The thing that shows it: `avatar`; the id of a pick, or of a group; of an upload to a conversation the sender's own id of the message.
     * Absent while it hangs on nothing.
     */
    attachedTo: { type: 'string' },
    attachedAt: { type: 'string' },
    /** The place among the proofs of its pick, from 1. */
    place: { type: 'number' },
    /** The instant at which it was taken off. Its objects go then. */
    detachedAt: { type: 'string' },
    /** The instant at which its objects were put where they stay: those of a proof under a lock, those of an avatar without an end. */
    keptAt: { type: 'string' },
    /** The version of a proof's `full` under its lock. */
    version: { type: 'string' },
    /** Places of picks, as `<pickId> 2`, to which its bytes were copied for nothing. Nobody can delete those objects. */
    orphans: { type: 'list', items: { type: 'string' } },
    /** Absent once it hangs on something. */
    expiresAt: { type: 'number', field: TTL },
  },
  indexes: { primary: primary(['mediaId']), byUser: gsi2(['userId'], ['mediaId']) },
});

export type StoredMedia = Item<typeof mediaEntity>;
export type StoredPicture = NonNullable<StoredMedia['stored']>;
export type StoredFile = NonNullable<StoredMedia['file']>;
