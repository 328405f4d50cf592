import { createHash } from 'node:crypto';

/** A value as JSON with sorted keys at every depth, so that equal values have equal texts. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** The SHA-256 of a value's canonical JSON, as 43 characters of base64url. */
export const digest = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('base64url');
