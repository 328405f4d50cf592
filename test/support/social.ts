import type { Context, DynamoDBRecord } from 'aws-lambda';
import { SignOutMessage, signOutUser } from '#core/identity';
import { ClosingMessage } from '#core/notifications';
import { READERS } from '#data/keys';
import { handler } from '../../lambdas/streams/project-social.ts';
import { taken } from './codes.ts';
import { isOf, StreamTail } from './stream-tail.ts';

/** The social side of the table's stream in tests without functions: the real reader, on the real records, and the sign-outs queue. */
let tail: Promise<StreamTail> | undefined;

/** Does all that follows from what was written since the last call. @returns what the critical queue was sent */
export async function followSocial(now = new Date()): Promise<ClosingMessage[]> {
  tail ??= new StreamTail().open();
  const critical: ClosingMessage[] = [];
  for (;;) {
    const records = (await (await tail).next()).filter((record) => isOf(record, READERS.social));
    if (records.length > 0) await project(records);
    const signOuts = (await taken('SIGN_OUTS_QUEUE_URL')).map((body) => SignOutMessage.parse(JSON.parse(body)));
    for (const message of signOuts) await signOutUser(message, now);
    critical.push(...(await taken('CRITICAL_QUEUE_URL')).map((body) => ClosingMessage.parse(JSON.parse(body))));
    if (records.length + signOuts.length === 0) return critical;
  }
}

async function project(Records: DynamoDBRecord[]): Promise<void> {
  const { batchItemFailures } = await handler({ Records }, { awsRequestId: 'test' } as Context);
  if (batchItemFailures.length > 0) throw new Error('the social reader failed');
}
