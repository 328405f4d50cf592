import type { Context } from 'aws-lambda';
import { deliver } from '#core/notifications';
import { READERS } from '#data/keys';
import { handler as projectBetting } from '../../lambdas/streams/project-betting.ts';
import { handler as projectSocial } from '../../lambdas/streams/project-social.ts';
import { isOf, StreamTail } from './stream-tail.ts';
import { now, sent } from './tellings.ts';

const READ_BY = { social: projectSocial, betting: projectBetting } as const;
let tail: StreamTail | undefined;

/** Does all that follows from what was written since the last call: the stream's readers, then the messages that are due, each `times`. */
export async function settle(at = now, readers: readonly (keyof typeof READ_BY)[] = ['social'], times = 1): Promise<void> {
  tail ??= await new StreamTail().open();
  for (;;) {
    const records = await tail.next();
    for (const reader of readers) {
      const Records = records.filter((record) => isOf(record, READERS[reader]));
      if (Records.length === 0) continue;
      const { batchItemFailures } = await READ_BY[reader]({ Records }, { awsRequestId: 'test' } as Context);
      if (batchItemFailures.length > 0) throw new Error(`the reader of the ${reader} records failed`);
    }
    const due = sent.splice(0).filter(({ queue, delay }) => delay === 0 && ['low', 'standard'].includes(queue));
    for (const { message } of due) for (let i = 0; i < times; i++) await deliver(message as never, at);
    if (records.length + due.length === 0) return;
  }
}
