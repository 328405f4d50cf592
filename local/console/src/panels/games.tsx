import { useState } from 'preact/hooks';
import type { ReplayGameView } from '../../../provider/controls.ts';
import { BadField } from '../bad-field.ts';
import { runJob } from '../jobs.ts';
import { own } from '../own.ts';
import { Button, type FormAction, gameName, Input, Items, Outcome, Time, useAction, useLoad } from '../ui.tsx';

type When = 'upcoming' | 'live' | 'over';
const STATES: Readonly<Record<When, string>> = { upcoming: 'To come', live: 'Playing', over: 'Over' };

const stateOf = ({ ended, startsAt }: ReplayGameView): When =>
  ended ? 'over' : Date.parse(startsAt) > Date.now() ? 'upcoming' : 'live';

/** Null of what is no number, which the replay server refuses. */
const numberIn = (text: string): number | null => (text.trim() === '' || Number.isNaN(Number(text)) ? null : Number(text));

/** Minutes of the buttons that move a start. */
const POSTPONED = 3 * 24 * 60;

export function Games() {
  const action = useAction();
  const [when, setWhen] = useState<When>('upcoming');
  const replay = useLoad(() => own<{ games: ReplayGameView[] }>('GET', '/_replay'), [], { every: 5_000 });
  const all = replay.data?.games;
  const shown = all?.filter((game) => stateOf(game) === when).toSorted((a, b) => a.startsAt.localeCompare(b.startsAt));
  const change = (path: string, body: object, done: string, jobs: readonly string[]) => async () => {
    await own('POST', `/_replay/${path}`, body).catch((error: unknown) => {
      // The cards share an action: the field is that of one card.
      throw error instanceof BadField ? new BadField(`${error.field} ${path.split('/')[1]}`, error.message) : error;
    });
    for (const job of jobs) await runJob(job, { force: true });
    await replay.reload();
    return done;
  };
  return (
    <>
      <div class="row">
        <fieldset class="row">
          <legend class="hidden">Which games</legend>
          {(Object.keys(STATES) as When[]).map((name) => (
            <button type="button" key={name} class="plain" aria-pressed={when === name} onClick={() => setWhen(name)}>
              {STATES[name]} {all && `(${all.filter((game) => stateOf(game) === name).length})`}
            </button>
          ))}
        </fieldset>
        <Button
          {...{ action }}
          name="reset"
          work={change('reset', { startsInMinutes: 60, spacingMinutes: 5 }, 'A new week of games begins in an hour.', [
            'ingest-events',
          ])}
        >
          New week
        </Button>
      </div>
      <Outcome {...{ action }} />
      <Items of={{ ...replay, data: shown }} none={`No game is ${STATES[when].toLowerCase()}.`}>
        {(games) => (
          <ul class="cards">
            {games.map((game) => (
              <GameCard key={game.id} {...{ game, action, change }} />
            ))}
          </ul>
        )}
      </Items>
    </>
  );
}

interface GameCardProps {
  readonly game: ReplayGameView;
  readonly action: FormAction;
  readonly change: (path: string, body: object, done: string, jobs: readonly string[]) => () => Promise<string>;
}

function GameCard({ game, action, change }: GameCardProps) {
  const { id, startsAt, final, hidden, silent } = game;
  const [score, setScore] = useState({ home: String(final?.home ?? 0), away: String(final?.away ?? 0) });
  const [minutes, setMinutes] = useState('-30');
  const state = stateOf(game);
  // A tournament has no score: an admin states its leaderboard.
  const title = gameName(game);
  const given = final && { home: numberIn(score.home), away: numberIn(score.away) };
  const button = (
    name: string,
    text: string,
    [body, done, jobs]: readonly [object, string, readonly string[]],
    more: { readonly kind?: 'main' | 'danger'; readonly control?: string } = {},
  ) => (
    <Button
      {...{ action }}
      name={`${name}-${id}`}
      work={change(`games/${id}/${more.control ?? name}`, body, `${title}: ${done}`, jobs)}
      kind={more.kind ?? 'plain'}
      label={`${text}: ${title}`}
    >
      {text}
    </Button>
  );
  return (
    <li class="card" data-game={title}>
      <h3>
        {title} <span class={`badge ${state}`}>{STATES[state]}</span>
        {hidden && <span class="badge">hidden</span>}
        {silent && <span class="badge">silent</span>}
      </h3>
      <p class="faint">
        Starts <Time at={startsAt} />
        {state === 'over' && (final ? `, ended ${final.home} : ${final.away}` : ', ended')}
      </p>
      <div class="row">
        {state === 'upcoming' &&
          button('start', 'Start', [{}, 'it begins now.', ['ingest-events', 'ingest-scores']], { kind: 'main' })}
        {state !== 'over' &&
          button(
            'finish',
            'Finish',
            [given ?? {}, given ? `it ended ${score.home} : ${score.away}.` : 'it ended.', ['ingest-events', 'ingest-scores']],
            { kind: state === 'live' ? 'main' : 'danger' },
          )}
        {state === 'over' &&
          given &&
          button('score', 'Correct', [given, `the score is ${score.home} : ${score.away} now.`, ['ingest-scores']], {
            kind: 'main',
          })}
        {button(hidden ? 'show' : 'hide', hidden ? 'Show' : 'Hide', [
          {},
          hidden ? 'it is listed again.' : 'it is not listed any more.',
          ['ingest-events'],
        ])}
      </div>
      {given && (
        <div class="row">
          {(['home', 'away'] as const).map((side) => (
            <Input
              {...{ action }}
              key={side}
              kind="short"
              name={`${side} ${id}`}
              label={game[side] ?? side}
              inputMode="numeric"
              value={score[side]}
              onValue={(value) => setScore({ ...score, [side]: value })}
            />
          ))}
        </div>
      )}
      {state === 'upcoming' && (
        <div class="row">
          <Input
            {...{ action }}
            kind="short"
            name={`minutes ${id}`}
            label="Minutes"
            inputMode="numeric"
            value={minutes}
            onValue={setMinutes}
          />
          {button('move', 'Move', [{ minutes: numberIn(minutes) }, `its start moved by ${minutes} minutes.`, ['ingest-events']])}
          {button('postpone', 'Postpone', [{ minutes: POSTPONED }, 'it is played three days later.', ['ingest-events']], {
            control: 'move',
          })}
        </div>
      )}
    </li>
  );
}
