import { deliver } from '#core/notifications';
import type { Reader } from '#data/keys';
import { newRecords, project } from './social.ts';
import { now, sent } from './tellings.ts';

/** Does all that follows from what was written since the last call: the stream's readers, then the messages that are due, each `times`. */
export async function settle(at = now, readers: readonly Reader[] = ['social'], times = 1): Promise<void> {
  for (;;) {
    const records = await newRecords();
    for (const reader of readers) await project(reader, records);
    const due = sent.splice(0).filter(({ queue, delay }) => delay === 0 && ['low', 'standard'].includes(queue));
    for (const { message } of due) for (let i = 0; i < times; i++) await deliver(message as never, at);
    if (records.length + due.length === 0) return;
  }
}
