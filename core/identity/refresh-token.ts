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

const FORM = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{76})$/;
/** The number of the secret that the MAC is made with: three bytes, so that all 57 are whole characters in base64. */
const VERSION = 3;
const ID = 16;
const GENERATION = 6;

const macOf = (vault: Vault, { userId, sessionId, generation }: RefreshClaim, version: number): Buffer =>
  vault.mac('refresh', `${userId}:${sessionId}:${generation}`, version);

/**
 * Writes a token as `sessionId.secret`. The secret is the number of our secret (3 bytes), the user (16), the generation (6) and our MAC over
 * session, user and generation (32) in base64url. A generation always gives the same token while no secret is added, so that we can repeat an
 * answer without storing it.
 */
export function writeRefreshToken(vault: Vault, claim: RefreshClaim): string {
  const [version, generation] = [Buffer.alloc(VERSION), Buffer.alloc(GENERATION)];
  version.writeUIntBE(vault.newest, 0, VERSION);
  generation.writeUIntBE(claim.generation, 0, GENERATION);
  const user = Buffer.from(claim.userId.replaceAll('-', ''), 'hex');
  const secret = Buffer.concat([version, user, generation, macOf(vault, claim, vault.newest)]);
  return `${claim.sessionId}.${secret.toString('base64url')}`;
}

/** @returns the content of a token; null when its MAC is not ours. Only the session can tell if the token is still valid. */
export function readRefreshToken(vault: Vault, token: string): RefreshClaim | null {
  const [, sessionId, text] = FORM.exec(token) ?? [];
  if (sessionId === undefined || text === undefined) return null;
  const secret = Buffer.from(text, 'base64url');
  const version = secret.readUIntBE(0, VERSION);
  if (!vault.has(version)) return null;
  const rest = secret.subarray(VERSION);
  const claim: RefreshClaim = {
    userId: uuidOf(rest.subarray(0, ID)) as UserId,
    sessionId,
    generation: rest.readUIntBE(ID, GENERATION),
  };
  return timingSafeEqual(rest.subarray(ID + GENERATION), macOf(vault, claim, version)) ? claim : null;
}

/** Returns '' for bytes that are no UUID. Such a token is forged, and its MAC will not match either. */
const uuidOf = (bytes: Uint8Array): string => {
  try {
    return stringify(bytes);
  } catch {
    return '';
  }
};
