import { timingSafeEqual } from 'node:crypto';
import { stringify } from 'uuid';
import type { Vault } from '#platform/vault';
import type { UserId } from '#schemas/common';

/** What a refresh token says: whose, which session, which of its tokens (from 1). */
export interface RefreshClaim {
  readonly userId: UserId;
  readonly sessionId: string;
  readonly generation: number;
}

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{72})$/;
const ID = 16;
const GENERATION = 6;

const mark = (vault: Vault, { userId, sessionId, generation }: RefreshClaim): Buffer =>
  vault.mac('refresh', `${userId}:${sessionId}:${generation}`);

/**
 * `sessionId.secret`; the secret is user (16 bytes), generation (6) and our mark over all three (32) in base64url. A generation always
 * gives the same token, so that a repeated answer needs nothing stored.
 */
export function writeRefreshToken(vault: Vault, claim: RefreshClaim): string {
  const generation = Buffer.alloc(GENERATION);
  generation.writeUIntBE(claim.generation, 0, GENERATION);
  const secret = Buffer.concat([Buffer.from(claim.userId.replaceAll('-', ''), 'hex'), generation, mark(vault, claim)]);
  return `${claim.sessionId}.${secret.toString('base64url')}`;
}

/** @returns what it says; null when it is not ours. Whether it is still good is for the session to say. */
export function readRefreshToken(vault: Vault, token: string): RefreshClaim | null {
  const [, sessionId, text] = FORM.exec(token) ?? [];
  if (sessionId === undefined || text === undefined) return null;
  const secret = Buffer.from(text, 'base64url');
  const claim: RefreshClaim = {
    userId: uuidOf(secret.subarray(0, ID)) as UserId,
    sessionId,
    generation: secret.readUIntBE(ID, GENERATION),
  };
  return timingSafeEqual(secret.subarray(ID + GENERATION), mark(vault, claim)) ? claim : null;
}

/** Forged bytes need not be a UUID; the mark over them will not hold either. */
const uuidOf = (bytes: Uint8Array): string => {
  try {
    return stringify(bytes);
  } catch {
    return '';
  }
};
