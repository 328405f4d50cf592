import { EditPick, WithdrawPick } from '#schemas/picks';
import { editBody } from '../../../test/support/make/pick-bodies.ts';
import { http, queue, recordsOf, stream } from '../doors.ts';
import { at } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { bettor, finished, game, pageOf, placed } from '../world.ts';
import { fullPage, graded, review, ungraded } from './pick-worlds.ts';

/** Settling picks, announcing their locks, counting them. */

const lockedAt = (startsAt: Date) => new Date(startsAt.getTime() + 1_000);

export const SETTLEMENT: readonly Scenario[] = [
  {
    name: 'settle a game: the first message',
    group: 'picks',
    of: ['queues/settle-event'],
    async prepare() {
      const one = await game();
      at(await finished(one));
      return () => queue('settle-event', { eventId: one.eventId });
    },
  },
  {
    name: 'settle a page of 50 picks',
    group: 'picks',
    of: ['queues/settle-event'],
    async prepare() {
      const { message, ...one } = await fullPage();
      at(await finished(one));
      return () => queue('settle-event', message);
    },
  },
  {
    name: 'settle a page of 50 picks again, with nothing to do',
    group: 'picks',
    of: ['queues/settle-event'],
    async prepare() {
      const { message, ...one } = await fullPage();
      at(await finished(one));
      await queue('settle-event', message);
      return () => queue('settle-event', message);
    },
  },
  {
    name: 'settle the only pick of a page',
    group: 'picks',
    of: ['queues/settle-event'],
    async prepare() {
      const { pick } = await graded();
      return () => queue('settle-event', pageOf(pick));
    },
  },
  {
    name: 'settle the only ticket of 3 games of a page',
    group: 'picks',
    of: ['queues/settle-event'],
    async prepare() {
      const { pick } = await graded(3);
      return () => queue('settle-event', pageOf(pick));
    },
  },
  {
    name: 'review a pick',
    group: 'picks',
    of: ['ReviewPick'],
    async prepare() {
      const open = await ungraded();
      return () => review(open);
    },
  },
  {
    name: 'settle a pick that was reviewed',
    group: 'picks',
    of: ['queues/settle-event'],
    async prepare() {
      const open = await ungraded();
      await review(open);
      return () => queue('settle-event', { pickId: open.pick.pickId });
    },
  },
  {
    name: 'a pick in the list of reviews',
    group: 'picks',
    of: ['queues/update-open-review'],
    async prepare() {
      const { pick } = await ungraded();
      return () => queue('update-open-review', { pickId: pick.pickId });
    },
  },
  {
    name: 'announce a lock: the first message',
    group: 'picks',
    of: ['queues/announce-lock'],
    async prepare() {
      const { eventId, startsAt } = await game();
      at(lockedAt(startsAt));
      return () => queue('announce-lock', { eventId });
    },
  },
  {
    name: 'announce the lock of 50 picks',
    group: 'picks',
    of: ['queues/announce-lock'],
    async prepare() {
      const { message, startsAt } = await fullPage();
      at(lockedAt(startsAt));
      return () => queue('announce-lock', message);
    },
  },
  {
    name: 'announce the lock of the only pick of a page',
    group: 'picks',
    of: ['queues/announce-lock'],
    async prepare() {
      const one = await game();
      const pick = await placed(await bettor(), [one]);
      at(lockedAt(one.startsAt));
      return () => queue('announce-lock', pageOf(pick));
    },
  },
  {
    name: 'the stream: a pick that was placed',
    group: 'picks',
    of: ['countPlacedPick', 'markPickedEvents'],
    async prepare() {
      const [as, one] = [await bettor(), await game()];
      await stream('betting', await recordsOf('pick', () => placed(as, [one])));
      const records = await recordsOf('pick', () => placed(as, [one]));
      return () => stream('betting', records);
    },
  },
  {
    name: 'the stream: a pick that was changed',
    group: 'picks',
    of: ['countPlacedPick'],
    async prepare() {
      const as = await bettor();
      const { pickId } = await placed(as, [await game()]);
      const edit = () => http(EditPick, { as, params: { pickId }, body: editBody(1, { line: '-3.5' }) });
      const records = await recordsOf('pick', edit);
      return () => stream('betting', records);
    },
  },
  {
    name: 'the stream: a pick that was withdrawn',
    group: 'picks',
    of: ['countWithdrawnPick'],
    async prepare() {
      const as = await bettor();
      const { pickId } = await placed(as, [await game()]);
      const records = await recordsOf('pick', () => http(WithdrawPick, { as, params: { pickId } }));
      return () => stream('betting', records);
    },
  },
  {
    name: 'the stream: a pick that was settled, the first one of its day',
    group: 'picks',
    of: ['countNewOutcome', 'notifySettled', 'requestReviewOfPick'],
    async prepare() {
      const { pick } = await graded();
      const records = await recordsOf('outcome', () => queue('settle-event', pageOf(pick)));
      return () => stream('betting', records);
    },
  },
  {
    name: 'the stream: a pick that was settled',
    group: 'picks',
    of: ['countNewOutcome', 'notifySettled', 'requestReviewOfPick'],
    async prepare() {
      const as = await bettor();
      const one = await game();
      const [first, second] = [await placed(as, [one]), await placed(as, [one])];
      at(await finished(one));
      const pages = new Map([first, second].map((pick) => [pageOf(pick).shard, pageOf(pick)]));
      const outcomes = await recordsOf('outcome', async () => {
        for (const page of pages.values()) await queue('settle-event', page);
      });
      await stream('betting', outcomes.slice(0, 1));
      return () => stream('betting', outcomes.slice(1));
    },
  },
  {
    name: 'the stream: a pick that was reviewed',
    group: 'picks',
    of: ['requestGradingOfPick'],
    async prepare() {
      const open = await ungraded();
      const records = await recordsOf('pick', () => review(open));
      return () => stream('betting', records);
    },
  },
];
