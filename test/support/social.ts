import type { Context, DynamoDBRecord } from 'aws-lambda';
import { SignOutMessage, signOutUser } from '#core/identity';
import { ClosingMessage } from '#core/notifications';
import { READERS, type Reader } from '#data/keys';
import { handler as betting } from '../../lambdas/streams/project-betting.ts';
import { handler as social } from '../../lambdas/streams/project-social.ts';
import { taken } from './codes.ts';
import { isOf, StreamTail } from './stream-tail.ts';

/** The social side of the table's stream in tests without functions: the real reader, on the real records, and the sign-outs queue. */
let tail: Promise<StreamTail> | undefined;

/** Does all that follows from what was written since the last call. @returns what the critical queue was sent */
export async function followSocial(now = new Date()): Promise<ClosingMessage[]> {
  const critical: ClosingMessage[] = [];
  for (;;) {
    const records = (await newRecords()).filter((record) => isOf(record, READERS.social));
    if (records.length > 0) await project('social', records);
    const signOuts = (await taken('SIGN_OUTS_QUEUE_URL')).map((body) => SignOutMessage.parse(JSON.parse(body)));
    for (const message of signOuts) await signOutUser(message, now);
    critical.push(...(await taken('CRITICAL_QUEUE_URL')).map((body) => ClosingMessage.parse(JSON.parse(body))));
    if (records.length + signOuts.length === 0) return critical;
  }
}

/** Gives both readers what was written since the last call, once: what they write themselves waits for the next one. */
export async function followBoth(): Promise<void> {
  const records = await newRecords();
  for (const reader of ['betting', 'social'] as const)
    await project(
      reader,
      records.filter((record) => isOf(record, READERS[reader])),
    );
}

const newRecords = async (): Promise<DynamoDBRecord[]> => {
  tail ??= new StreamTail().open();
  return (await tail).next();
};

async function project(reader: Reader, Records: DynamoDBRecord[]): Promise<void> {
  const { batchItemFailures } = await { betting, social }[reader]({ Records }, { awsRequestId: 'test' } as Context);
  if (batchItemFailures.length > 0) throw new Error(`the ${reader} reader failed`);
}
