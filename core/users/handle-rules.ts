import { RESERVED_HANDLES } from './reserved-handles.ts';

/** How long an old handle waits for the one who left it, in seconds: 30 days. */
export const HOLD = 30 * 86_400;

/** Whether nobody may have it: a reserved word, also when it is dressed up (`_admin_`, `you_bet`, `support24`). */
export const isReserved = (handle: string): boolean => {
  const bare = handle.replaceAll('_', '');
  return RESERVED_HANDLES.has(bare) || RESERVED_HANDLES.has(bare.replace(/\d+$/, ''));
};
