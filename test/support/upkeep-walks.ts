import { system, type User } from '#actor';
import { pickById, placePick, type StoredPick } from '#core/picks';
import { runUpkeep, startUpkeep, UpkeepMessage } from '#core/upkeep';
import type { EventId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { intercept } from './dynamo-calls.ts';
import { followPick } from './follow-pick.ts';
import { singleBody } from './make/pick-bodies.ts';
import { takeMessages } from './sent-messages.ts';

/** Walks of the upkeep over a table, with its queue in memory. */

export const waitingMessages: { message: object; delay: number }[] = [];
takeMessages((url, messages, delay) => {
  if (url === 'upkeep') waitingMessages.push(...messages.map((message) => ({ message, delay })));
});
process.env.UPKEEP_QUEUE_URL = 'upkeep';

export const noon = new Date('2026-09-13T12:00:00.000Z');
export const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
export const now = at(600);
export const job = system('test');

export interface Work {
  readonly message: UpkeepMessage;
  readonly delay: number;
  /** Calls of DynamoDB, and rows that they brought into memory. */
  readonly calls: number;
  readonly rows: number;
}

export const isRepair = (message: UpkeepMessage): boolean => 'look' in message && message.look === 'second';
export const isAudit = (message: UpkeepMessage): boolean => 'subjects' in message;

/**
 * Delivers what waits on the queue, and what comes of it.
 * @param times deliveries of a message; of one with none only the message is returned
 * @returns what each delivery cost
 */
export async function deliver(from = now, times: (message: UpkeepMessage) => number = () => 1): Promise<Work[]> {
  const done: Work[] = [];
  for (let next = waitingMessages.shift(); next; next = waitingMessages.shift()) {
    const message = UpkeepMessage.parse(next.message);
    const sent = waitingMessages.length;
    if (times(message) === 0) done.push({ message, delay: next.delay, calls: 0, rows: 0 });
    for (let time = 0; time < times(message); time++) {
      // A second delivery audits its page a second time; what it sends is the same, and is followed once.
      waitingMessages.length = sent;
      let [calls, rows] = [0, 0];
      const end = intercept(async (_, send) => {
        calls++;
        const reply = await send();
        const { Items, Responses } = reply.output as { Items?: unknown[]; Responses?: Record<string, unknown[]> };
        rows += Items?.length ?? Object.values(Responses ?? {}).flat().length;
        return reply;
      });
      await runUpkeep(message, from).finally(end);
      done.push({ message, delay: next.delay, calls, rows });
    }
  }
  return done;
}

export const walk = async (times?: (message: UpkeepMessage) => number): Promise<Work[]> => {
  await startUpkeep(job, { scope: 'all', secondLookAfter: 900 });
  return deliver(now, times);
};

/** Places a single at noon, as its projection leaves it. */
export async function placeAtNoon(user: User, on: EventId): Promise<StoredPick> {
  const { id } = await placePick(user, PlacePick.body.parse(singleBody(on)), undefined, noon);
  const pick = (await pickById(id)) as StoredPick;
  await followPick(pick, noon);
  return pick;
}
