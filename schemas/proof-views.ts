import * as z from 'zod';
import { Instant, MediaId, Sha256 } from './common.ts';
import { PictureUrls, RefusalReason } from './media.ts';

/** The most proofs of a pick, pictures and links together, also those that were replaced. */
export const MOST_PROOFS = 4;

export const ProofView = z
  .strictObject({
    kind: z.enum(['picture', 'link']),
    state: z.enum(['processing', 'ready', 'refused']).meta({ description: 'A link is `ready` at once.' }),
    reason: RefusalReason.nullable().meta({ description: 'The reason for which a picture was refused.' }),
    mediaId: MediaId.nullable(),
    url: z.url().nullable().meta({ description: 'The address of a link; null of a picture.' }),
    sentSha256: Sha256.nullable().meta({ description: 'Of the bytes that the phone sent; null of a link.' }),
    sha256: Sha256.nullable().meta({ description: 'Of the bytes of `full`; null until it is ready.' }),
    width: z.int().nullable(),
    height: z.int().nullable(),
    colour: z.string().nullable(),
    alt: z.string().nullable().meta({ description: 'The description of a picture.' }),
    addedAt: Instant,
    revision: z.int().min(1).meta({ description: 'The revision of the pick at that instant.' }),
    replacedAt: Instant.nullable().meta({
      description: 'The time at which a newer proof of the same kind took its place. A replaced one stays, with its hashes.',
    }),
    urls: PictureUrls.nullable().meta({ description: 'Of a picture that is ready and was not replaced.' }),
  })
  .meta({ id: 'Proof', description: 'Proof that a bettor showed before the first start of the events of the pick.' });
export type ProofView = z.infer<typeof ProofView>;
