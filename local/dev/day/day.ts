import { existsSync } from 'node:fs';
import { dim, green } from '../../cli/colours.ts';
import { command, readArguments } from '../../cli/command.ts';
import { connect } from '../../client/client.ts';
import type { Person } from '../../client/people.ts';
import { replayControl } from '../../provider/controls-client.ts';
import { run } from '../cloud/child.ts';
import { cleanEnv, STACK_FILE } from '../cloud/paths.ts';
import { readStackFile } from '../cloud/stack-file.ts';
import { PEOPLE } from '../people.ts';
import { answerRequest, openChat } from './chat.ts';
import { followAndRead, printFollowing, printHome, printTrending } from './feeds.ts';
import { chooseGames, endGames } from './games.ts';
import { printLinks } from './links.ts';
import { printNotifications, turnBellOn } from './notified.ts';
import { correctionOf, placeAll, placeTooLate } from './picks.ts';
import { chapter, say } from './print.ts';
import { goPrivate } from './privacy.ts';
import { printAudit, printBoard, printRecords } from './report.ts';
import { showSlip } from './slip.ts';
import { listenAll } from './sockets.ts';
import { talkAbout } from './talk.ts';

/** The games begin at their chapter. Until then they are this far ahead, in milliseconds. */
const AHEAD = 2 * 3_600_000;

/**
 * `npm run day`: a betting day of about a minute on the running local cloud. If none runs, it starts one and ends it afterwards. Four
 * people sign in, pick real games of eight sports and talk about it in posts and in a group; the picks lock, settle and are corrected; the
 * audit checks everything at the end.
 */
await command(async () => {
  readArguments('npm run day', {});
  const isStartedHere = !existsSync(STACK_FILE);
  if (isStartedHere) {
    say('', 'Nothing is running here yet: starting the local cloud (about a minute).');
    await run('node', ['local/dev/start.ts', '--detach'], { log: '.local/day-start.log', seconds: 600, env: cleanEnv() });
  }
  try {
    await playDay();
  } finally {
    if (isStartedHere) await run('node', ['local/dev/stop.ts'], { log: '.local/day-start.log', seconds: 60, env: cleanEnv() });
  }
});

async function playDay(): Promise<void> {
  const stack = readStackFile(STACK_FILE);
  const client = connect(() => stack);
  const replay = replayControl(stack.feedUrl);
  const titles = new Map<string, string>();

  chapter('Morning', 'Four bettors sign in with a code from their mailbox');
  const people = await signInAll(client);
  await followAndRead(client, people);
  await turnBellOn(client, people[0] as Person, people[1] as Person);
  await using sockets = await listenAll(client, people, titles);
  await client.job('update-boards');
  const before = await printRecords(client, people, 'Their records so far');
  await printBoard(client, people, 'The board, ROI over 30 days');

  const games = await chooseGames(replay, new Date(Date.now() + AHEAD));
  await client.job('ingest-events', { force: true });

  chapter('Noon', `Games of ${games.length} sports are to come; picks at the prices of the provider`);
  const picks = await placeAll(client, people, games, titles);
  await showSlip(client, picks[0] as (typeof picks)[number]);
  const reader = people[0] as Person;
  await printLinks(client, stack.apiUrl, reader, picks[0]?.pick.id ?? '');
  await printFollowing(client, reader, people);
  await printHome(client, reader);
  await client.job('update-trends');
  await printTrending(client, reader);

  chapter('Talk', 'They post, comment and react; the counters follow, and people are told');
  await sockets.toldOfItem(await talkAbout(client, people, picks), people.length - 1);
  await printNotifications(client, reader, ['new-comment', 'reaction', 'bell']);

  chapter('Chat', `A group talks over sockets; the numbers are those of its log`);
  using chat = await openChat(client, stack, people);
  await chat.talk(picks, titles);
  await answerRequest(client, reader);

  chapter('Kick-off', 'Picks lock at the start of their game');
  for (const game of games) await replay.move(game, new Date());
  await client.job('ingest-events', { force: true });
  await placeTooLate(client, people[3] as Person, picks[0] as (typeof picks)[number]);
  await sockets.received('pick.locked', picks.length);
  await chat.showSlip();

  chapter('Full time', 'The games end as they really ended');
  await endGames(client, replay, games, new Map(picks.map(({ game, event }) => [game.id, event.id])));
  await sockets.received('pick.settled', picks.length);
  await chat.showSlip();

  chapter('Evening', 'The league corrects a score');
  const { game, eventId, score } = correctionOf(picks);
  await replay.publish(game, score);
  say('Score', `${game.home} ${score.home} - ${score.away} ${game.away}, ${dim('the scores exchanged')}`);
  await client.job('ingest-scores', { force: true });
  await sockets.corrected(picks.filter(({ pick }) => pick.legs.some(({ event }) => event.id === eventId)).length);
  await chat.showSlip();

  await printRecords(client, people, 'Their records now', before);
  await client.job('update-boards');
  await printBoard(client, people, 'The board now');

  chapter('After dinner', 'One of them makes the account private');
  await goPrivate(client, people[2] as Person, people[3] as Person);

  chapter('Night', 'Everything derived is recomputed from the facts');
  await printAudit();
}

async function signInAll({ signIn }: Pick<ReturnType<typeof connect>, 'signIn'>): Promise<Person[]> {
  const people: Person[] = [];
  for (const { name, address } of PEOPLE.slice(0, 4)) {
    const person = await signIn({ name, address });
    say(name, `signed in as ${green(`@${person.handle}`)} ${dim(`with the code sent to ${person.address}`)}`);
    people.push(person);
  }
  return people;
}
