import * as z from 'zod';
import { Reason } from './admin.ts';
import { Address, Code, Opaque } from './auth.ts';
import { Instant, UserRef } from './common.ts';
import { contract } from './contract.ts';
import { CODE_REFUSALS } from './errors.ts';
import { Channel } from './users.ts';

/** The export and the deletion of everything about a person. */

/** Days for which a deletion can be cancelled, where the person has not asked for it at once. */
export const GRACE_DAYS = 14;
/** Days after which the files of an export are gone. */
export const EXPORT_DAYS = 7;
/** Exports that a person may ask for within 30 days. */
export const EXPORTS_PER_MONTH = 4;
/** Seconds for which the link of a file is good. */
export const EXPORT_LINK_SECONDS = 3_600;

const ExportState = z
  .strictObject({
    state: z
      .enum(['waiting', 'ready', 'expired'])
      .meta({ description: 'It is ready within 24 hours, and expires 7 days later.' }),
    requestedAt: Instant,
    readyAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    files: z
      .array(z.strictObject({ url: z.url(), bytes: z.int().min(0) }))
      .meta({ description: 'ZIP files of about 1 GB at most. Each link is good for an hour; ask again for another.' }),
  })
  .meta({ id: 'ExportState', description: 'Everything that is kept about you, as files to download.' });
export type ExportState = z.infer<typeof ExportState>;

export const RequestExport = contract({
  name: 'RequestExport',
  method: 'POST',
  path: '/api/v1/users/me/export',
  summary: `Ask for everything that is kept about you. You are told when it is ready. One at a time, and ${EXPORTS_PER_MONTH} in 30 days.`,
  tag: 'privacy',
  access: 'user',
  gated: 'none',
  terms: 'any',
  stepUp: true,
  replies: { 202: ExportState },
  errors: ['CONFLICT', 'LIMIT_REACHED'],
});

export const GetExport = contract({
  name: 'GetExport',
  method: 'GET',
  path: '/api/v1/users/me/export',
  summary: 'The state of your newest export, and the links to its files.',
  tag: 'privacy',
  access: 'user',
  gated: 'none',
  terms: 'any',
  stepUp: true,
  replies: { 200: ExportState },
  errors: ['NOT_FOUND'],
});

const When = z.enum(['after-grace', 'at-once']).meta({
  id: 'DeletionTime',
  description: `\`after-grace\`: ${GRACE_DAYS} days, in which you can cancel it. \`at-once\`: within the hour, and nobody can cancel it.`,
});
export type DeletionTime = z.infer<typeof When>;

const Deletion = z
  .strictObject({ erasesAt: Instant.meta({ description: 'The instant from which on everything is erased.' }) })
  .meta({ id: 'Deletion', description: 'The account is hidden and signed out everywhere.' });

export const DeleteMe = contract({
  name: 'DeleteMe',
  method: 'DELETE',
  path: '/api/v1/users/me',
  summary: 'Delete your account and everything about you. It is hidden at once, and every device is signed out.',
  tag: 'privacy',
  access: 'user',
  gated: 'none',
  terms: 'any',
  stepUp: true,
  query: z.strictObject({ when: When.default('after-grace') }),
  replies: { 202: Deletion },
  errors: ['CONFLICT'],
});

export const DeleteByCode = contract({
  name: 'DeleteByCode',
  method: 'POST',
  path: '/api/v1/auth/deletion',
  summary: 'Delete the account of an address that a code proves, without signing in. Banned people can do so too.',
  tag: 'privacy',
  access: 'public',
  gated: 'none',
  forgivesToken: true,
  body: z.strictObject({ channel: Channel, address: Address, attemptToken: Opaque, code: Code, when: When }),
  replies: { 202: Deletion },
  errors: [...CODE_REFUSALS, 'NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 30, seconds: 3600 }],
});

export const CancelDeletion = contract({
  name: 'CancelDeletion',
  method: 'POST',
  path: '/api/v1/auth/deletion/cancel',
  summary: 'Keep your account after all, by the token that comes with the refusal of a sign-in. Then sign in with a new code.',
  tag: 'privacy',
  access: 'public',
  gated: 'none',
  forgivesToken: true,
  body: z.strictObject({ cancelToken: Opaque }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
  limits: [{ calls: 30, seconds: 3600 }],
});

export const ShowDeletion = contract({
  name: 'ShowDeletion',
  method: 'GET',
  path: '/account/deletion',
  summary: 'A page on which people delete their account without the app.',
  tag: 'privacy',
  access: 'public',
  gated: 'none',
  replies: { 200: { contentType: 'text/html; charset=utf-8' } },
  errors: [],
  limits: [{ calls: 30, seconds: 60 }],
});

const hold = {
  path: '/api/v1/admin/users/{user}/legal-hold',
  tag: 'admin',
  access: 'user',
  permission: 'users:hold',
  stepUp: true,
  params: z.strictObject({ user: UserRef }),
  body: z.strictObject({ reason: Reason }),
  replies: { 204: 'empty' },
} as const;

export const PlaceLegalHold = contract({
  name: 'PlaceLegalHold',
  method: 'PUT',
  summary: 'Keep everything about a person, also after they have asked for its deletion, since a law or a court asks for it.',
  ...hold,
  errors: ['NOT_FOUND', 'CONFLICT'],
});

export const EndLegalHold = contract({
  name: 'EndLegalHold',
  method: 'DELETE',
  summary: 'Keep a person no longer. A deletion that has waited goes on within a day.',
  ...hold,
  errors: ['NOT_FOUND'],
});
