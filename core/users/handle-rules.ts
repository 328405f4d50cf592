import { RESERVED_HANDLES } from './reserved-handles.ts';

/** Seconds for which a handle is held for the user who left it: 30 days. */
export const HOLD = 30 * 86_400;

/** True for a reserved word, also with underscores or a number at its end (`_admin_`, `you_bet`, `support24`). */
export const isReserved = (handle: string): boolean => {
  const bare = handle.replaceAll('_', '');
  return RESERVED_HANDLES.has(bare) || RESERVED_HANDLES.has(bare.replace(/\d+$/, ''));
};
