import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Dice } from './dice.ts';
import type { Door, Run } from './run.ts';

interface Message {
  readonly id: string;
  readonly body: string;
  /** Epoch milliseconds before which it does not come. */
  readonly from: number;
  receives: number;
}

/** As lib/constructs/queue-consumer.ts deploys it. */
const RECEIVES = 5;
const BATCH = 10;

/**
 * A standard queue and its event source mapping: a message comes at least once, sometimes twice, in any order and after any while, a
 * delayed one not before its time; of a batch those that failed come again, all when the function died; after too many receives a message
 * goes to the dead letters.
 */
export class Queue {
  readonly dead: Message[] = [];
  #waiting: Message[] = [];
  #sent = 0;
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Messages whose time has come. In the end, where all is calm, none waits for its time. */
  get length(): number {
    return this.#due().length;
  }

  #due(): Message[] {
    const { calm, now } = this.#run;
    return calm ? this.#waiting : this.#waiting.filter(({ from }) => from <= now);
  }

  /** @param delay seconds */
  send(messages: readonly object[], delay = 0): void {
    const from = this.#run.now + delay * 1_000;
    for (const message of messages)
      this.#waiting.push({ id: `m${this.#sent++}`, body: JSON.stringify(message), from, receives: 0 });
  }

  /** An operator sends the dead letters again. */
  redrive(): void {
    for (const message of this.dead.splice(0)) this.#waiting.push({ ...message, receives: 0 });
  }

  /** One batch to the consumer. */
  async deliver(consumer: Door<SQSEvent, SQSBatchResponse>, dice: Dice): Promise<void> {
    const { calm } = this.#run;
    const due = this.#due();
    if (due.length === 0) return;
    const batch = dice.some(due, calm ? BATCH : 1 + dice.below(BATCH));
    const Records = batch.map(recordOf);
    for (const message of batch) message.receives++;
    const reply = await this.#run.invoke(consumer, { Records }, dice);
    const failed = new Set(reply?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const again = batch.filter(({ id }) => reply === null || failed.has(id) || (!calm && dice.chance(0.06)));
    const gone = batch.filter((message) => !again.includes(message) || message.receives >= RECEIVES);
    this.dead.push(...again.filter((message) => gone.includes(message) && (reply === null || failed.has(message.id))));
    this.#waiting = this.#waiting.filter((message) => !gone.includes(message));
  }
}

const recordOf = ({ id, body, receives }: Message): SQSRecord => ({
  messageId: id,
  receiptHandle: `${id}-${receives}`,
  body,
  attributes: {
    ApproximateReceiveCount: String(receives + 1),
    SentTimestamp: '0',
    SenderId: 'simulator',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});
