import { setTimeout as pause } from 'node:timers/promises';
import { broken, conflict, type DynamoCall, type Interceptor, type Send, throttled } from '../../support/dynamo-calls.ts';
import { current, type QueueName, type Run, spend } from './run.ts';

type Fault = (call: DynamoCall, send: Send, lot: number) => ReturnType<Send>;
type Odds = readonly (readonly [share: number, fault: Fault])[];

const itemsOf = ({ input }: DynamoCall): readonly unknown[] => (input.TransactItems as unknown[] | undefined) ?? [];

const brokenBefore: Fault = async () => {
  throw broken();
};
const brokenAfter: Fault = async (_, send) => {
  await send();
  throw broken();
};
/** Nothing is wrong; it only takes its time, and others go first. */
const late: Fault = async (_, send, lot) => {
  await pause(lot * 60);
  return send();
};
const slowDown: Fault = async () => {
  throw throttled();
};
const neighbour: Fault = async (call, _, lot) => {
  throw conflict(itemsOf(call).length, Math.floor(lot * itemsOf(call).length));
};

/** DynamoDB answers for some of the keys only, and leaves the others for another request. */
const leftOut: Fault = async ({ input }, send, lot) => {
  type Requests = Record<string, { Keys: object[] }>;
  const [[table, request]] = Object.entries(input.RequestItems as Requests) as [[string, Requests[string]]];
  const taken = Math.floor(lot * request.Keys.length);
  const UnprocessedKeys = { [table]: { ...request, Keys: request.Keys.slice(taken) } };
  if (taken === 0) return { output: { Responses: { [table]: [] }, UnprocessedKeys } };
  const reply = await send({ ...input, RequestItems: { [table]: { ...request, Keys: request.Keys.slice(0, taken) } } });
  return { ...reply, output: { ...reply.output, UnprocessedKeys } };
};

/** DynamoDB writes some of the rows only, and leaves the others for another request. */
const leftUnwritten: Fault = async ({ input }, send, lot) => {
  const [[table, rows]] = Object.entries(input.RequestItems as Record<string, object[]>) as [[string, object[]]];
  const taken = Math.floor(lot * rows.length);
  const UnprocessedItems = { [table]: rows.slice(taken) };
  if (taken === 0) return { output: { UnprocessedItems } };
  const reply = await send({ ...input, RequestItems: { [table]: rows.slice(0, taken) } });
  return { ...reply, output: { ...reply.output, UnprocessedItems } };
};

const READ: Odds = [
  [0.04, late],
  [0.01, slowDown],
  [0.01, brokenBefore],
];
const WRITE: Odds = [
  [0.08, late],
  [0.02, slowDown],
  [0.02, brokenBefore],
  [0.02, brokenAfter],
];

/** The faults of a call, per command, in an ordinary run. */
const ODDS: Readonly<Record<string, Odds>> = {
  TransactWriteItemsCommand: [[0.06, neighbour], ...WRITE],
  PutItemCommand: WRITE,
  UpdateItemCommand: WRITE,
  DeleteItemCommand: WRITE,
  BatchGetItemCommand: [[0.1, leftOut], ...READ],
  BatchWriteItemCommand: [[0.1, leftUnwritten], ...WRITE],
};

/** The copy of a lock that is checked is random, so it is left out of the name of a call. */
const said = (call: DynamoCall): string => `${call.name} ${JSON.stringify(call.input).replaceAll(/copy_\d/g, 'copy')}`;

const chosen = (run: Run, odds: Odds, lot: number): Fault | undefined => {
  let below = 0;
  return odds.find(([share]) => {
    below += share * run.weather;
    return lot < below;
  })?.[1];
};

/** The errors that core sees when the SDK has given up, or DynamoDB has refused. */
export const faults: Interceptor = async (call, send) => {
  const run = current();
  if (!run) return send();
  spend();
  if (run.calm || run.weather === 0) return send();
  const lot = run.lot(said(call));
  const fault = chosen(run, ODDS[call.name] ?? READ, lot);
  return fault ? fault(call, send, run.lot(`how ${said(call)}`)) : send();
};

/** The answer got lost on its way, and the SDK asks again with the same token. */
export const lostAnswers: Interceptor = async (call, send) => {
  const run = current();
  const reply = await send();
  if (!run || run.calm || call.name !== 'TransactWriteItemsCommand') return reply;
  if (run.lot(`wire ${said(call)}`) < 0.01 * run.weather) throw broken();
  return reply;
};

/** Takes messages in place of SQS: a request may be refused, taken by half, or taken without an answer. */
export function takeFaultily(url: string, messages: readonly object[], delay: number): void {
  const run = current();
  if (!run) return;
  spend();
  const queue = run.queues[url as QueueName];
  const lot = run.calm ? 1 : run.lot(`enqueue ${url} ${JSON.stringify(messages)}`) / (run.weather || 0.001);
  const taken = lot < 0.02 ? 0 : lot < 0.03 ? Math.floor(messages.length / 2) : messages.length;
  queue.send(messages.slice(0, taken), delay);
  if (lot < 0.04) throw broken();
}
