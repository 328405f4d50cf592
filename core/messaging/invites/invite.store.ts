import { createHash, randomBytes } from 'node:crypto';
import { conditionHeld, type Part, part } from '#data/transaction';
import type { ConversationId } from '#schemas/common';
import { inviteEntity, type StoredInvite } from './invite.entity.ts';

/** Bytes of a secret, 128 bits that nobody can guess, and of the id before it. */
const SECRET = 16;

const bytesOf = (conversationId: string): Buffer => Buffer.from(conversationId.replaceAll('-', ''), 'hex');
export const hashOf = (secret: Buffer): string => createHash('sha256').update(secret).digest('hex');

/** A new secret of a link, and the token that a link carries: the group's id and the secret, so that the link is found without an index. */
export function newToken(conversationId: ConversationId): { readonly token: string; readonly secretHash: string } {
  const secret = randomBytes(SECRET);
  return { token: Buffer.concat([bytesOf(conversationId), secret]).toString('base64url'), secretHash: hashOf(secret) };
}

/** The group and the hash that a token names; null for a text that is no token. */
export function readToken(token: string): { readonly conversationId: ConversationId; readonly secretHash: string } | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 2 * SECRET || bytes.toString('base64url') !== token) return null;
  const hex = bytes.subarray(0, SECRET).toString('hex');
  const conversationId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as ConversationId;
  return { conversationId, secretHash: hashOf(bytes.subarray(SECRET)) };
}

export const isLiving = ({ endsAt, uses, most }: StoredInvite, now: Date): boolean => endsAt > now.toISOString() && uses < most;

/** All links to a group that are kept, also those that are over. Consistent; 1 RRU for some 12. */
export const invitesOf = async (conversationId: ConversationId): Promise<StoredInvite[]> =>
  (await inviteEntity().query.primary({ conversationId }).go({ consistent: true, pages: 'all' })).data;

/** Puts a link at its place. 1 WRU. @param before the link that stood there, which is over @returns false when another one stands there now */
export const putInvite = (invite: StoredInvite, before: StoredInvite | undefined): Promise<boolean> =>
  conditionHeld(
    inviteEntity()
      .put(invite)
      .where((attr, op) => (before ? op.eq(attr.inviteId, before.inviteId) : op.notExists(attr.inviteId)))
      .go(),
  );

/** Deletes a link. 1 WRU. */
export const deleteInvite = ({ conversationId, place, inviteId }: StoredInvite): Promise<boolean> =>
  conditionHeld(
    inviteEntity()
      .delete({ conversationId, place })
      .where((attr, op) => op.eq(attr.inviteId, inviteId))
      .go(),
  );

/** Counts a person who joins by a link. Refused when it is over, used up or revoked. */
export const usedPart = ({ conversationId, place, inviteId, most }: StoredInvite, now: Date): Part =>
  part({ invites: inviteEntity() }, ({ invites }) => [
    invites
      .patch({ conversationId, place })
      .add({ uses: 1 })
      .where((attr, op) =>
        [op.eq(attr.inviteId, inviteId), op.gt(attr.endsAt, now.toISOString()), op.lt(attr.uses, most)].join(' AND '),
      )
      .commit(),
  ]);
