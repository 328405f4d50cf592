import { timingSafeEqual } from 'node:crypto';
import { stringify } from 'uuid';
import type { Vault } from '#platform/vault';
import type { UserId } from '#schemas/common';

/** The content of a refresh token. `generation` numbers the tokens of a session from 1. */
export interface RefreshClaim {
  readonly userId: UserId;
  readonly sessionId: string;
  readonly generation: number;
}

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{72})$/;
const ID = 16;
const GENERATION = 6;

const macOf = (vault: Vault, { userId, sessionId, generation }: RefreshClaim): Buffer =>
  vault.mac('refresh', `${userId}:${sessionId}:${generation}`);

/**
 * Writes a token as `sessionId.secret`. The secret is the user (16 bytes), the generation (6) and our MAC over all three (32) in base64url.
 * A generation always gives the same token, so that we can repeat an answer without storing it.
 */
export function writeRefreshToken(vault: Vault, claim: RefreshClaim): string {
  const generation = Buffer.alloc(GENERATION);
  generation.writeUIntBE(claim.generation, 0, GENERATION);
  const secret = Buffer.concat([Buffer.from(claim.userId.replaceAll('-', ''), 'hex'), generation, macOf(vault, claim)]);
  return `${claim.sessionId}.${secret.toString('base64url')}`;
}

/** @returns the content of a token; null when its MAC is not ours. Only the session can tell if the token is still valid. */
export function readRefreshToken(vault: Vault, token: string): RefreshClaim | null {
  const [, sessionId, text] = FORM.exec(token) ?? [];
  if (sessionId === undefined || text === undefined) return null;
  const secret = Buffer.from(text, 'base64url');
  const claim: RefreshClaim = {
    userId: uuidOf(secret.subarray(0, ID)) as UserId,
    sessionId,
    generation: secret.readUIntBE(ID, GENERATION),
  };
  return timingSafeEqual(secret.subarray(ID + GENERATION), macOf(vault, claim)) ? claim : null;
}

/** Returns '' for bytes that are no UUID. Such a token is forged, and its MAC will not match either. */
const uuidOf = (bytes: Uint8Array): string => {
  try {
    return stringify(bytes);
  } catch {
    return '';
  }
};
