import { createHash } from 'node:crypto';

/** A value as JSON whose keys are in order at every depth: equal values have equal texts, whoever wrote them down. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Tells values apart by 43 characters. */
export const digest = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('base64url');
