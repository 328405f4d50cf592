import { useState } from 'preact/hooks';
import {
  DeleteMe,
  GetExport,
  GetMe,
  GetStakeLimits,
  RequestExport,
  SetStakeLimit,
  UpdateMe,
  YouBetError,
} from '../../../../client/index.ts';
import { runJob } from '../jobs.ts';
import { call, leave, sessions } from '../session.ts';
import { Button, Choice, Input, Outcome, Raw, Time, useAction, useLoad } from '../ui.tsx';

export const Privacy = () => (
  <>
    <Visibility />
    <Limits />
    <Export />
    <Deletion />
  </>
);

/** The settings that say who sees an account, and a form of what it says of itself. */
function Visibility() {
  const action = useAction();
  const me = useLoad(() => call(GetMe), []);
  const [bio, setBio] = useState<string>();
  if (me.data === undefined) return <p class={me.error === null ? 'faint' : 'error'}>{me.error ?? 'Reading …'}</p>;
  const isPrivate = me.data.private;
  const update = (body: { readonly private?: boolean; readonly bio?: string }, done: string) => async () => {
    await call(UpdateMe, { body });
    await me.reload();
    return done;
  };
  const text = bio ?? me.data.bio;
  return (
    <section class="card" aria-label="Account">
      <h2>Account</h2>
      <div class="row">
        <Input {...{ action }} name="bio" label="Bio" value={text} onValue={setBio} />
        <Button {...{ action }} name="bio" work={update({ bio: text }, 'The bio is kept.')}>
          Keep the bio
        </Button>
      </div>
      <Button
        {...{ action }}
        name="private"
        pressed={isPrivate}
        work={update({ private: !isPrivate }, isPrivate ? 'Everybody sees your picks.' : 'Only followers see your picks.')}
      >
        Private account
      </Button>
      <Outcome {...{ action }} />
    </section>
  );
}

const PERIODS = { day: 'a day', week: 'a week', month: 'a month' } as const;

function Limits() {
  const action = useAction();
  const limits = useLoad(() => call(GetStakeLimits), []);
  const [period, setPeriod] = useState<keyof typeof PERIODS>('week');
  const [units, setUnits] = useState('50');
  const work = async () => {
    await call(SetStakeLimit, { params: { period }, body: { units } });
    await limits.reload();
    return `Your picks stake at most ${units} units in ${PERIODS[period]}.`;
  };
  return (
    <section class="card" aria-label="Limits of stakes">
      <h2>Limits of stakes</h2>
      <div class="row">
        <Choice {...{ action }} kind="short" name="period" label="In" value={period} onValue={setPeriod} of={PERIODS} />
        <Input {...{ action }} kind="short" name="units" label="Units" inputMode="decimal" value={units} onValue={setUnits} />
        <Button {...{ action, work }} name="limit">
          Set the limit
        </Button>
      </div>
      <Outcome {...{ action }} />
      {limits.data && <Raw title="All limits" value={limits.data} />}
    </section>
  );
}

/** The newest export; null where none was asked for. */
async function newestExport() {
  try {
    return await call(GetExport);
  } catch (error) {
    if (error instanceof YouBetError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

function Export() {
  const action = useAction();
  const newest = useLoad(newestExport, [], { on: ['notification'] });
  const ask = async () => {
    await call(RequestExport);
    // A clock looks every 15 minutes for what is due.
    await runJob('start-privacy-tasks');
    await newest.reload();
    return 'Asked for: it is made now.';
  };
  const { data } = newest;
  return (
    <section class="card" aria-label="Export">
      <h2>Everything that is kept about you</h2>
      <div class="row">
        <Button {...{ action }} name="export" work={ask} kind="main">
          Ask for an export
        </Button>
        <button type="button" onClick={() => void newest.reload()}>
          Look again
        </button>
      </div>
      <Outcome {...{ action }} />
      {newest.error !== null && <p class="error">{newest.error}</p>}
      {data === null && <p class="faint">You have not asked for one.</p>}
      {data && (
        <>
          <p>
            <span class={`badge ${data.state}`}>{data.state}</span>{' '}
            <span class="faint">
              asked for <Time at={data.requestedAt} />
            </span>
          </p>
          <ul class="plain">
            {data.files.map(({ url, bytes }, i) => (
              <li key={url}>
                <a href={url} download>
                  File {i + 1}
                </a>
                , {bytes} bytes
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const TIMES = { 'after-grace': 'in 14 days, can be cancelled', 'at-once': 'within the hour, for good' } as const;

function Deletion() {
  const action = useAction();
  const handle = sessions.value.current;
  const [when, setWhen] = useState<keyof typeof TIMES>('after-grace');
  const [typed, setTyped] = useState('');
  const work = async () => {
    await call(DeleteMe, { query: { when } });
    // Every session has ended at the server; a sign-in is refused from now on, with the way back.
    leave();
    location.hash = 'people';
    return undefined;
  };
  return (
    <section class="card" aria-label="Deletion">
      <h2>Delete the account</h2>
      <div class="row">
        <Choice {...{ action }} name="when" label="When" value={when} onValue={setWhen} of={TIMES} />
        <Input {...{ action }} kind="short" name="handle" label="Your handle again" value={typed} onValue={setTyped} />
        <Button {...{ action, work }} name="delete" kind="danger" disabled={typed !== handle}>
          Delete my account
        </Button>
      </div>
      <Outcome {...{ action }} />
    </section>
  );
}
