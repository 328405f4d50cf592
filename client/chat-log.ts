import type { Entry } from './generated/types.ts';

/** A page of a conversation over HTTP, as `GET /conversations/{conversationId}/messages` replies. */
export interface EntriesRead {
  readonly entries: readonly Entry[];
  readonly hasAfter: boolean;
}

/**
 * The entries of one conversation on a device: each is given once and in the order of the numbers, whatever comes twice, late or not at all. A
 * number that is not the next one is read over HTTP, with all before it.
 */
export class ChatLog {
  /** The number up to which nothing is missing of what this person sees. */
  have: number;
  #wanted = 0;
  #reading: Promise<void> | undefined;
  readonly #read: (after: number) => Promise<EntriesRead>;
  readonly #give: (entry: Entry) => void;

  /** @param read reads the entries after a number @param give takes each entry */
  constructor(have: number, read: (after: number) => Promise<EntriesRead>, give: (entry: Entry) => void) {
    this.have = have;
    this.#read = read;
    this.#give = give;
  }

  /** Takes an entry that came. @param entry null where its number came alone @throws when it has to read, and cannot */
  take(seq: number, entry: Entry | null): Promise<void> {
    if (seq <= this.have) return Promise.resolve();
    if (entry && seq === this.have + 1) {
      this.#accept(entry);
      return this.#wanted > this.have ? this.fill(this.#wanted) : Promise.resolve();
    }
    return this.fill(seq);
  }

  /** Takes entries of a reply that has all after the number that it was asked for. */
  takeAll(entries: readonly Entry[]): void {
    for (const entry of entries) if (entry.seq > this.have) this.#accept(entry);
  }

  /** Reads all that is missing up to a number. Readers at the same time share one read. */
  async fill(until: number): Promise<void> {
    this.#wanted = Math.max(this.#wanted, until);
    while (this.have < this.#wanted) {
      const before = this.have;
      this.#reading ??= this.#readOn().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
      // Nothing came: the number is not seen by this person, or not any more.
      if (this.have === before) this.#wanted = this.have;
    }
  }

  async #readOn(): Promise<void> {
    for (let more = true; more; ) {
      const { entries, hasAfter } = await this.#read(this.have);
      this.takeAll(entries);
      more = hasAfter && entries.length > 0;
    }
  }

  #accept(entry: Entry): void {
    this.have = entry.seq;
    this.#give(entry);
  }
}
