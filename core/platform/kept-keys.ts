/** Data keys that a process keeps open, so that a person who calls again costs no call of KMS. */
const KEPT = 500;
const kept = new Map<string, Buffer>();
const nameOf = (userId: string, wrapped: string): string => `${userId} ${wrapped}`;

/** Keeps a key for the user whom KMS has opened it for. The oldest of more than 500 goes. */
export function keepKey(userId: string, wrapped: string, key: Buffer): void {
  for (const oldest of kept.keys()) {
    if (kept.size < KEPT) break;
    kept.delete(oldest);
  }
  kept.set(nameOf(userId, wrapped), key);
}

export const keptKey = (userId: string, wrapped: string): Buffer | undefined => kept.get(nameOf(userId, wrapped));

/** Starts anew, as a process does. */
export const forgetKeys = (): void => kept.clear();
