/**
 * A proof of a pick, as attributes of ElectroDB. The list of a pick's proofs only grows, and before its lock: an entry is the fact that these
 * bytes, or this link, were there by then. Of a picture that was still processed, the part under `stored` follows.
 */
export const proofAttributes = {
  type: 'list',
  items: {
    type: 'map',
    properties: {
      kind: { type: ['picture', 'link'] as const, required: true },
      addedAt: { type: 'string', required: true },
      /** The revision of the pick at that instant. */
      revision: { type: 'number', required: true },
      /** The address of a link. */
      url: { type: 'string' },
      mediaId: { type: 'string' },
      /** The description of a picture. */
      alt: { type: 'string' },
      /** The SHA-256 of the bytes that the phone sent. */
      sentSha256: { type: 'string' },
      /** The reason for which a picture was refused after it had been added. */
      refusal: { type: 'string' },
      /** The picture as it lies under its lock. */
      stored: {
        type: 'map',
        properties: {
          sha256: { type: 'string', required: true },
          jpegSha256: { type: 'string', required: true },
          bytes: { type: 'number', required: true },
          width: { type: 'number', required: true },
          height: { type: 'number', required: true },
          colour: { type: 'string', required: true },
          /** The number in the names of its objects, from 1, and the version of the whole picture. */
          place: { type: 'number', required: true },
          version: { type: 'string', required: true },
        },
      },
    },
  },
} as const;
