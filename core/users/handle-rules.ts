import { RESERVED_HANDLES } from './reserved-handles.ts';

/** Seconds for which a handle is held for the user who left it: 30 days. */
export const HOLD = 30 * 86_400;

/** Milliseconds from registration on in which a handle may be changed freely: a day, for typing errors. */
const FREE = 86_400_000;
/** Milliseconds between two changes of a handle afterwards: 7 days. */
const BETWEEN = 7 * 86_400_000;

/** The seconds until a user may change the handle; zero for now. */
export function secondsToChange(
  user: { readonly createdAt: string; readonly handleChangedAt?: string | undefined },
  now: Date,
): number {
  if (isFree(user, now) || user.handleChangedAt === undefined) return 0;
  return Math.max(0, Math.ceil((Date.parse(user.handleChangedAt) + BETWEEN - now.getTime()) / 1000));
}

/** True on the first day of an account, when a change of the handle does not count. */
export const isFree = ({ createdAt }: { readonly createdAt: string }, now: Date): boolean =>
  now.getTime() - Date.parse(createdAt) < FREE;

/** True for a reserved word, also with underscores or a number at its end (`_admin_`, `you_bet`, `support24`). */
export const isReserved = (handle: string): boolean => {
  const bare = handle.replaceAll('_', '');
  return RESERVED_HANDLES.has(bare) || RESERVED_HANDLES.has(bare.replace(/\d+$/, ''));
};
