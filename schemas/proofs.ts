import * as z from 'zod';
import { MediaId, PickId } from './common.ts';
import { contract } from './contract.ts';
import { AltText } from './media.ts';
import { PickView } from './pick-views.ts';
import { MOST_PROOFS } from './proof-views.ts';
import { isSlipHost } from './slip-hosts.ts';

function problemOf(text: string): string | null {
  if (!URL.canParse(text)) return 'must be an address';
  const { protocol, username, password, port, hostname } = new URL(text);
  if (protocol !== 'https:') return 'must begin with https://';
  if (username !== '' || password !== '' || port !== '') return 'must have no user and no port';
  return isSlipHost(hostname) ? null : 'must be of a book whose slips can be shared here';
}

/** The link to a slip that a book shares, as a browser would write it. */
export const SlipLink = z
  .string()
  .max(500)
  .superRefine((text, context) => {
    const message = problemOf(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .meta({ id: 'SlipLink', description: 'The https address of a slip that a book shares. Nothing is fetched from it.' });

export const AddProof = contract({
  name: 'AddProof',
  method: 'PUT',
  path: '/api/v1/picks/{pickId}/proof',
  tag: 'picks',
  summary: `Show a slip as proof of your pick, before the first of its events starts: an uploaded picture, or a link. It takes the place of the one of its kind before. At most ${MOST_PROOFS} in all.`,
  access: 'user',
  notBannedFrom: 'posting',
  params: z.strictObject({ pickId: PickId }),
  body: z
    .strictObject({ mediaId: MediaId.optional(), alt: AltText.optional(), url: SlipLink.optional() })
    .refine(({ mediaId, url }) => (mediaId === undefined) !== (url === undefined), {
      path: ['mediaId'],
      message: 'name either an upload or a link',
    })
    .refine(({ mediaId, alt }) => alt === undefined || mediaId !== undefined, { path: ['alt'], message: 'goes with an upload' }),
  replies: { 200: PickView },
  errors: ['NOT_FOUND', 'CONFLICT', 'PICK_LOCKED', 'LIMIT_REACHED'],
  limits: [{ calls: 20, seconds: 3600, over: 'pictures' }],
});
