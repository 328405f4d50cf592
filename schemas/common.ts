import * as z from 'zod';

/** A UUID of version 7. Upper case is folded, since it names the same row. */
const Id = z.uuidv7().toLowerCase();

export const UserId = Id.brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

export const EventId = Id.brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

export const PickId = Id.brand<'PickId'>();
export type PickId = z.infer<typeof PickId>;

/** An instant, ISO 8601 in UTC with milliseconds: `2026-11-23T18:00:00.000Z`. */
export const Instant = z.iso.datetime({ precision: 3 });

/** Units (of stake or profit) as a decimal string with 6 places: `"-1.000000"`. */
export const Units = z.string().regex(/^-?\d+\.\d{6}$/);

/** A whole number from 1 in a query, in decimal digits alone: neither `0x10` nor `1e1`. */
export const queryNumber = (most: number) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? Number(/^\d{1,9}$/.test(given) ? given : 'none') : given),
    z.number({ error: 'must be a whole number in decimal digits' }).int().min(1).max(most),
  );

/** The query of every list. The cursor is opaque, signed, and belongs to the query that it came from. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(1024).optional(),
  limit: queryNumber(100).default(20),
});

/** 3 to 20 of a-z, 0-9 and _; upper case is folded, since handles do not differ by case. */
export const Handle = z
  .string()
  .transform((handle) => handle.toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9_]{3,20}$/, 'must be 3 to 20 of a-z, 0-9 and _'));
