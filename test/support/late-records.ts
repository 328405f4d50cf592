import type { Context, DynamoDBRecord } from 'aws-lambda';
import { sqs } from '#platform/enqueue';
import { handler as deliverStandard } from '../../lambdas/queues/deliver-standard.ts';
import { assertLiving, invoke } from './chat-network.ts';
import type { randomOf } from './make/inputs.ts';
import { project } from './social.ts';

const BATCH = 50;

/**
 * The stream of the log and the queue that follows from it, while people talk: records come late, in batches of any size, and some batches
 * again; so do the messages that ask for a repair. A record that fails comes again.
 */
export class LateRecords {
  readonly #random: ReturnType<typeof randomOf>;
  readonly #next: () => Promise<readonly DynamoDBRecord[]>;
  #records: DynamoDBRecord[] = [];
  #messages: string[] = [];
  repeated = 0;
  repairs = 0;

  /** @param next takes the records that were written since its last call */
  constructor(random: ReturnType<typeof randomOf>, next: () => Promise<readonly DynamoDBRecord[]>) {
    this.#random = random;
    this.#next = next;
    sqs.inject({
      send: async ({ input: { Entries = [] } }) => {
        assertLiving();
        for (const { MessageBody = '' } of Entries) if (MessageBody.includes('post-entries')) this.#messages.push(MessageBody);
        return {};
      },
    });
  }

  /** Delivers some of what waits. */
  async some(): Promise<void> {
    this.#records.push(...(await this.#next()));
    if (this.#random.below(3) === 0) return;
    await this.#deliver(1 + this.#random.below(BATCH), this.#random.below(4) === 0);
  }

  /** Delivers all that waits, and what follows from it, until nothing does; the newest records come twice. */
  async all(): Promise<void> {
    this.#records.push(...(await this.#next()));
    this.#records.push(...this.#records.slice(-BATCH));
    while (this.#records.length + this.#messages.length > 0) {
      await this.#deliver(BATCH, this.#random.below(4) === 0);
      this.#records.push(...(await this.#next()));
    }
  }

  async #deliver(count: number, isRepeated: boolean): Promise<void> {
    const batch = this.#records.slice(0, count);
    const isTaken = await invoke(() => project('social', batch)).then(
      () => true,
      () => false,
    );
    if (isRepeated || !isTaken) this.repeated += batch.length;
    else this.#records = this.#records.slice(count);
    for (const body of this.#messages.splice(0, 10)) {
      const times = 1 + this.#random.below(2);
      for (let time = 0; time < times; time++) if (!(await this.#repaired(body))) this.#messages.push(body);
    }
  }

  async #repaired(body: string): Promise<boolean> {
    this.repairs++;
    const event = { Records: [{ messageId: '1', body }] } as never;
    const done = await invoke(async () => deliverStandard(event, { awsRequestId: 'test' } as Context)).catch(() => null);
    return done?.batchItemFailures.length === 0;
  }
}
