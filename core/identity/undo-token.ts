import * as z from 'zod';
import { DomainError } from '#errors';
import type { Vault } from '#platform/vault';
import { UserId } from '#schemas/common';

const ABOUT = 'undo';
const Facts = z.strictObject({ userId: UserId, number: z.int().min(1) });
/** The change of addresses that a link undoes. */
export type UndoFacts = z.infer<typeof Facts>;

/** The token in the link that undoes a change. It is good as long as the change's row is there. */
export const writeUndoToken = (keys: Vault, { userId, number }: UndoFacts): string =>
  keys.seal('undo', JSON.stringify({ userId, number }), ABOUT);

/** @throws NOT_FOUND for a token that is not ours */
export function readUndoToken(keys: Vault, token: string): UndoFacts {
  try {
    return Facts.parse(JSON.parse(keys.open('undo', token, ABOUT)));
  } catch {
    throw noSuchUndo();
  }
}

/** The same refusal for a forged link, one that was used, and one that is too old. */
export const noSuchUndo = (): DomainError =>
  new DomainError('NOT_FOUND', 'This link is not good, or no longer. Sign in, or write to us.');
