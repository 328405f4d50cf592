import type { Context, DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { alignLink, LinkMessage, RevokeMessage, revokeIdentity, SignOutMessage, signOutUser } from '#core/identity';
import { ClosingMessage } from '#core/notifications';
import { READERS, type Reader } from '#data/keys';
import { handler as betting } from '../../lambdas/streams/project-betting.ts';
import { handler as social } from '../../lambdas/streams/project-social.ts';
import { taken } from './codes.ts';
import { isOf, StreamTail } from './stream-tail.ts';

/**
 * The table's stream in tests without functions: the real readers, on the real records, and the sign-outs queue. Records are read once: each
 * of these functions gets those that none has got.
 */
let tail: Promise<StreamTail> | undefined;

/** The records that were written since the last call. @param entities the others are left out; all of them when none is given */
export async function newRecords(...entities: readonly string[]): Promise<DynamoDBRecord[]> {
  tail ??= new StreamTail().open();
  const records = await (await tail).next();
  return entities.length === 0 ? records : records.filter((record) => isOf(record, entities));
}

/** Gives a reader those of the records that its filter lets through. @param size the most records of a batch @returns the batches that it took */
export async function project(reader: Reader, records: readonly DynamoDBRecord[], size = 100): Promise<number> {
  const own = records.filter((record) => isOf(record, READERS[reader]));
  let batches = 0;
  for (let from = 0; from < own.length; from += size, batches++) {
    const event = { Records: own.slice(from, from + size) };
    const { batchItemFailures } = await HANDLERS[reader](event, { awsRequestId: 'test' } as Context);
    if (batchItemFailures.length > 0) throw new Error(`the ${reader} reader failed`);
  }
  return batches;
}
const HANDLERS = { betting, social } as const;

const SignOuts = z.union([SignOutMessage, RevokeMessage, LinkMessage]);
const followed = (message: z.output<typeof SignOuts>, now: Date): Promise<void> => {
  if ('until' in message) return signOutUser(message, now);
  return 'provider' in message ? alignLink(message) : revokeIdentity(message, now);
};

/** Does all that follows from what was written since the last call. @returns what the critical queue was sent */
export async function followSocial(now = new Date()): Promise<ClosingMessage[]> {
  const critical: ClosingMessage[] = [];
  for (;;) {
    const batches = await project('social', await newRecords());
    const signOuts = (await taken('SIGN_OUTS_QUEUE_URL')).map((body) => SignOuts.parse(JSON.parse(body)));
    for (const message of signOuts) await followed(message, now);
    critical.push(...(await taken('CRITICAL_QUEUE_URL')).map((body) => ClosingMessage.parse(JSON.parse(body))));
    if (batches + signOuts.length === 0) return critical;
  }
}

/** Gives both readers what was written since the last call, once: what they write themselves waits for the next one. */
export async function followBoth(): Promise<void> {
  const records = await newRecords();
  for (const reader of ['betting', 'social'] as const) await project(reader, records);
}

/** Counts all reactions and comments that were written, until nothing is left to count. */
export async function drainCounts(): Promise<void> {
  while ((await project('social', await newRecords('reaction', 'comment'))) > 0);
}
