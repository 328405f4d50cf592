import * as z from 'zod';
import { ConversationId, Instant } from './common.ts';
import { contract, type Limit } from './contract.ts';
import { ConversationDetail, MOST_MEMBERS } from './conversations.ts';
import { PictureUrls } from './media.ts';

/** The most days that a link to a group lives. */
const MOST_DAYS = 30;
/** The most living links to a group. */
export const MOST_INVITES = 20;

const ofConversation = z.strictObject({ conversationId: ConversationId });
const InviteId = z.uuidv7().toLowerCase();

const invite = {
  id: InviteId,
  createdAt: Instant,
  endsAt: Instant,
  uses: z.int().min(0).meta({ description: 'The people who have joined by it.' }),
  most: z.int().min(1).max(MOST_MEMBERS).meta({ description: 'The most people who can.' }),
};
export const InviteView = z.strictObject(invite).meta({ id: 'Invite' });
export type InviteView = z.infer<typeof InviteView>;
export const NewInvite = z
  .strictObject({
    ...invite,
    token: z.string().meta({ description: 'The secret of the link. It is shown here and never again.' }),
  })
  .meta({ id: 'NewInvite' });
export type NewInvite = z.infer<typeof NewInvite>;
export const InvitePreview = z
  .strictObject({ name: z.string(), picture: PictureUrls.nullable(), members: z.int() })
  .meta({ id: 'InvitePreview' });
export type InvitePreview = z.infer<typeof InvitePreview>;

const LIMITS: readonly Limit[] = [{ calls: 60, seconds: 60, over: 'links' }];
const OfGroup = {
  path: '/api/v1/conversations/{conversationId}/invites',
  tag: 'messaging',
  access: 'user',
  params: ofConversation,
  limits: LIMITS,
} as const;

export const CreateInvite = contract({
  ...OfGroup,
  name: 'CreateInvite',
  notBannedFrom: 'messaging',
  method: 'POST',
  summary: `Make a link by which people join a group by themselves. For its owner and admins, at most ${MOST_INVITES} that live.`,
  body: z.strictObject({
    days: z.int().min(1).max(MOST_DAYS).default(7),
    most: z.int().min(1).max(MOST_MEMBERS).default(MOST_MEMBERS),
  }),
  replies: { 201: NewInvite },
  errors: ['NOT_FOUND', 'ROLE_REQUIRED', 'CONFLICT', 'LIMIT_REACHED'],
});

export const ListInvites = contract({
  ...OfGroup,
  name: 'ListInvites',
  method: 'GET',
  summary: 'The living links to a group, without their secrets. For its owner and admins.',
  replies: { 200: z.array(InviteView).max(MOST_INVITES) },
  errors: ['NOT_FOUND', 'ROLE_REQUIRED', 'CONFLICT'],
});

export const RevokeInvite = contract({
  ...OfGroup,
  name: 'RevokeInvite',
  method: 'DELETE',
  path: '/api/v1/conversations/{conversationId}/invites/{inviteId}',
  params: ofConversation.extend({ inviteId: InviteId }),
  summary: 'End a link to a group. For its owner and admins. A second call changes nothing.',
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'ROLE_REQUIRED', 'CONFLICT'],
});

const OfToken = {
  path: '/api/v1/invites/{token}',
  tag: 'messaging',
  access: 'user',
  params: z.strictObject({ token: z.string().min(1).max(128) }),
  limits: LIMITS,
} as const;

export const PreviewInvite = contract({
  ...OfToken,
  name: 'PreviewInvite',
  method: 'GET',
  summary:
    'The group to which a link leads: its name, its picture and the number of its members. The same 404 for a link that is over.',
  replies: { 200: InvitePreview },
  errors: ['NOT_FOUND'],
});

export const JoinByInvite = contract({
  ...OfToken,
  name: 'JoinByInvite',
  notBannedFrom: 'messaging',
  method: 'POST',
  summary:
    'Join a group by a link. Who left or was removed comes back in this way alone, and sees again what they saw before. A second call changes nothing.',
  replies: { 200: ConversationDetail },
  errors: ['NOT_FOUND', 'GROUP_FULL', 'LIMIT_REACHED'],
});
