import { beforeAll, expect, it } from 'vitest';
import type { User } from '#actor';
import {
  addMember,
  clearHistory,
  createInvite,
  joinByInvite,
  reactToMessage,
  removeMember,
  updateConversation,
} from '#core/messaging';
import type { ConversationId, MessageId } from '#schemas/common';
import { identityGround, now } from '../support/bettors.ts';
import { differences, groupOf, listed, numbers, people, say } from '../support/make/conversations.ts';
import { randomOf } from '../support/make/inputs.ts';

/**
 * Members come and go, clear, and change what new members see, in random order, beside a model that says who sees which number. In CI one seed
 * runs; SEEDS runs more.
 */
const SEEDS = Number(process.env.SEEDS ?? 1);
const STEPS = 45;

beforeAll(identityGround);

/** A person in the model: the spans that they see, of which the last one is open while they are a member, and what they have cleared. */
interface Person {
  readonly user: User;
  spans: { from: number; to: number }[];
  isMember: boolean;
  hasLeft: boolean;
  clearedTo: number;
}

/** A group in the model. */
class Group {
  last = 1;
  history: 'joined' | 'all' = 'joined';
  /** The numbers of messages by their words. */
  readonly said = new Map<string, number>();
  readonly reacted = new Set<string>();
  readonly people: readonly Person[];
  constructor(users: readonly User[]) {
    this.people = users.map((user) => ({
      user,
      spans: [{ from: 1, to: Infinity }],
      isMember: true,
      hasLeft: false,
      clearedTo: 0,
    }));
  }
  seenBy({ spans, clearedTo }: Person): number[] {
    const all = Array.from({ length: this.last }, (_, i) => i + 1);
    return all.filter((seq) => seq > clearedTo && spans.some(({ from, to }) => from <= seq && seq <= to));
  }
  enter(person: Person): void {
    this.last++;
    person.isMember = true;
    person.spans.push({ from: this.history === 'all' ? 1 : this.last, to: Infinity });
  }
  leave(person: Person): void {
    this.last++;
    Object.assign(person, { isMember: false, hasLeft: true });
    person.spans = person.spans.map(({ from, to }) => ({ from, to: Math.min(to, this.last) }));
  }
}

async function check(id: ConversationId, group: Group): Promise<void> {
  for (const person of group.people) {
    const seen = numbers(person.user, id, { after: 0, limit: 100 });
    if (!person.isMember) {
      await expect(seen).rejects.toMatchObject({ code: 'NOT_FOUND' });
      continue;
    }
    expect(await seen).toEqual(group.seenBy(person));
    // A list shows no last message that its reader does not see.
    const preview = (await listed(person.user)).find((one) => one.id === id)?.lastMessage?.preview;
    if (preview) expect(group.seenBy(person)).toContain(group.said.get(preview));
  }
}

it.each(Array.from({ length: SEEDS }, (_, i) => i + 2))('seed %d: each sees the numbers that the model says', async (seed) => {
  const random = randomOf(seed);
  const [owner, ...others] = (await people(4)) as [User, ...User[]];
  const { id } = await groupOf(owner, others, now);
  const { token } = await createInvite(owner, id, { days: 1, most: 256 }, now);
  const group = new Group([owner, ...others]);
  for (let step = 1; step <= STEPS; step++) {
    const person = group.people[1 + random.below(others.length)] as Person;
    const { user, isMember } = person;
    const action = random.below(8);
    if (action <= 1) {
      const speaker = isMember ? user : owner;
      const words = `Message ${step}.`;
      await say(speaker, id, words, now);
      group.said.set(words, ++group.last);
    } else if (action === 2) {
      const added = addMember(owner, id, user.userId, now);
      if (isMember) await added;
      else if (person.hasLeft) await expect(added).rejects.toMatchObject({ code: 'CANNOT_ADD' });
      else {
        await added;
        group.enter(person);
      }
    } else if (action === 3) {
      await removeMember(owner, id, user.userId, now);
      if (isMember) group.leave(person);
    } else if (action === 4 && isMember) {
      await removeMember(user, id, user.userId, now);
      group.leave(person);
    } else if (action === 5) {
      await joinByInvite(user, token, now);
      if (!isMember) group.enter(person);
    } else if (action === 6 && isMember) {
      await clearHistory(user, id);
      person.clearedTo = group.last;
    } else if (action === 7) {
      const seen = group.seenBy(person).find((seq) => [...group.said.values()].includes(seq));
      if (isMember && seen !== undefined && random.below(2) === 0) {
        await reactToMessage(user, `${id}_${seen}` as MessageId, 'fire', now);
        const mark = `${user.userId} ${seen}`;
        if (!group.reacted.has(mark)) group.last++;
        group.reacted.add(mark);
      } else if (random.below(3) === 0) {
        group.history = group.history === 'all' ? 'joined' : 'all';
        await updateConversation(owner, id, { history: group.history }, now);
        group.last++;
      }
    }
    if (step % 5 === 0) await check(id, group);
  }
  expect(await differences(owner, ...others)).toEqual([]);
});
