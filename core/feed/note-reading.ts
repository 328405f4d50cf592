import type { UserId } from '#schemas/common';
import { type ReadingState, readStep } from './feed-rules.ts';
import { noteRead, noteReturn } from './reader.store.ts';

/** Notes that a feed is read where the state does not say enough: at most once in 12 hours, 2 WRU, and 6 for somebody who has come back. */
export async function noteReading(readerId: UserId, state: ReadingState, now: Date): Promise<void> {
  const step = readStep(state, now);
  if (step === 'return') await noteReturn(readerId, now);
  if (step === 'note') await noteRead(readerId, now);
}
