import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../client/client.ts';
import { replayControl } from '../../provider/controls-client.ts';
import { run } from '../cloud/child.ts';
import { cleanEnv, STACK_FILE } from '../cloud/paths.ts';
import { readStackFile } from '../cloud/stack-file.ts';
import { command, dim } from '../cloud/steps.ts';
import { audit, boards, gather, listenAll, placeAll, records, refusedAfterStart } from './acts.ts';
import { chapter, say } from './stage.ts';

/**
 * `npm run day`: a betting day to watch, about two minutes, on the running local cloud; starts one, and ends it, if there is none. Four
 * bettors sign in, pick six real games, see them lock, settle and be corrected; at the end everything is recomputed from the facts.
 */
const BEFORE_START = 40;

await command(async () => {
  const ours = !existsSync(STACK_FILE);
  if (ours) {
    say('', 'Nothing is running here yet: starting the local cloud (about a minute).');
    await run('node', ['local/dev/start.ts', '--detach'], { log: '.local/day-start.log', seconds: 600, env: cleanEnv() });
  }
  try {
    await day();
  } finally {
    if (ours) await run('node', ['local/dev/stop.ts'], { log: '.local/day-start.log', seconds: 60, env: cleanEnv() });
  }
});

async function day(): Promise<void> {
  const stack = readStackFile(STACK_FILE);
  const cloud = connect(() => stack);
  const replay = replayControl(stack.feedUrl);

  chapter('Morning', 'Four bettors sign in with a code from their mailbox');
  const people = await gather(cloud);
  await using sockets = await listenAll(cloud, people);
  await cloud.job('update-boards');
  const before = await records(cloud, people, 'Their records so far');
  await boards(cloud, people, 'The board, ROI over 30 days');

  const startsAt = new Date(Math.ceil(Date.now() / 1000 + BEFORE_START) * 1000);
  const games = await replay.bringForward(6, startsAt);
  await cloud.job('ingest-events', { force: true });

  chapter('Noon', `Six games start at ${startsAt.toISOString().slice(11, 19)} UTC; picks at the prices of the feed`);
  const picks = await placeAll(cloud, people, games);

  chapter('Kick-off', 'The lock is the clock; the schedule only tells');
  await sleep(Math.max(0, startsAt.getTime() - Date.now() + 200));
  await refusedAfterStart(cloud, people, picks);
  await sockets.all('pick.locked', picks.length);

  chapter('Full time', 'The games end as they really ended');
  await replay.finish(games);
  await cloud.job('ingest-scores', { force: true });
  await sockets.all('pick.settled', picks.length);

  chapter('Evening', 'The league corrects a score');
  const corrected = await replay.turnRound(picks);
  say(
    'Feed',
    `${corrected.home} ${corrected.score.home} - ${corrected.score.away} ${corrected.away}, ${dim('the other way round')}`,
  );
  await cloud.job('ingest-scores', { force: true });
  await sockets.corrected(picks.filter(({ pick }) => pick.legs.some(({ event }) => event.id === corrected.eventId)).length);

  await records(cloud, people, 'Their records now', before);
  await cloud.job('update-boards');
  await boards(cloud, people, 'The board now');

  chapter('Night', 'Everything derived is recomputed from the facts');
  await audit();
}
