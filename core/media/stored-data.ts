import type { DomainData } from '#data/data-row';

/** The register of what uploads store. */
export const mediaData: DomainData = {
  media: {
    purpose: 'an upload, and where it is shown',
    retention: 'until its person deletes it; a proof or a removed picture as long as its lock; 2 days where it hangs on nothing',
    personal: [
      ...['mediaId', 'userId', 'purpose', 'contentType', 'bytes', 'sentSha256', 'conversationId', 'name', 'createdAt', 'state'],
      ...['arrivedAt', 'decidedAt', 'reason', 'stored', 'alt', 'removedAt', 'file', 'attachedTo', 'attachedAt', 'place'],
      ...['detachedAt', 'keptAt', 'version', 'orphans', 'etag', 'rescannedAt', 'threat', 'looks'],
    ],
    other: ['expiresAt'],
    purposes: {
      ...{ sentSha256: 'proves that a proof is the picture that was sent', threat: 'keeps what harms others from being shown' },
      ...{ looks: 'finds copies of pictures that moderators removed', removedAt: 'a moderator has removed the picture' },
    },
  },
  uploadday: {
    purpose: 'limits the uploads of a day',
    retention: '2 days',
    personal: ['userId', 'day', 'bytes', 'threats'],
    other: ['expiresAt'],
    unexported: 'gone within 2 days',
    unerased: 'gone within 2 days',
  },
  blockedhash: {
    purpose: 'keeps pictures that moderators removed from coming back',
    retention: 'for ever',
    personal: ['uploads'],
    other: ['kind', 'hash'],
    unexported: 'names an upload that others may not find',
    unerased: 'outlives the upload, so that it does not come back: ids without a person',
  },
};
