import * as z from 'zod';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 22:30');

/** True for a name of the IANA time zone database that this runtime knows. */
function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** A time zone by its IANA name. */
export const TimeZone = z
  .string()
  .max(64)
  .regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/, 'must be a time zone such as America/New_York')
  .refine(isTimeZone, 'must be a time zone such as America/New_York');

export const QuietHours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay, timeZone: TimeZone })
  .refine(({ from, to }) => from !== to, { message: 'must differ from `from`', path: ['to'] })
  .meta({
    id: 'QuietHours',
    description: 'Hours of each day in which no mobile push and no e-mail is sent; what happens in them is told at their end.',
  });
export type QuietHours = z.infer<typeof QuietHours>;
