import { FollowUser, GetUser, UnfollowUser } from '../../../../client/index.ts';
import type { ConsoleSettings } from '../../shapes.ts';
import { call, sessions, signIn, signOut, switchTo } from '../session.ts';
import { useStore } from '../store.ts';
import { Button, Copy, Outcome, useAction, useLoad } from '../ui.tsx';

type Somebody = ConsoleSettings['people'][number];

export function People({ settings }: { readonly settings: ConsoleSettings }) {
  const action = useAction();
  return (
    <>
      <Outcome {...{ action }} />
      <ul class="cards">
        {settings.people.map((person) => (
          <PersonCard key={person.handle} {...{ person, action }} />
        ))}
      </ul>
    </>
  );
}

interface PersonCardProps {
  readonly person: Somebody;
  readonly action: ReturnType<typeof useAction>;
}

function PersonCard({ person, action }: PersonCardProps) {
  const { name, handle, address } = person;
  const { all, current } = useStore(sessions);
  const session = all[handle];
  const isCurrent = current === handle;
  const enter = async () => {
    if (session) switchTo(handle);
    else await signIn(person);
    return `You are ${name} now.`;
  };
  const leave = async () => {
    await signOut(handle);
    return `${name} is signed out.`;
  };
  return (
    <li class={isCurrent ? 'card current' : 'card'} data-person={handle}>
      <h3>
        {name} <span class="faint">@{handle}</span>
      </h3>
      <p class="faint">{address}</p>
      <div class="row">
        <Button {...{ action }} name={`in-${handle}`} work={enter} kind="main" disabled={isCurrent} label={`Sign in as ${name}`}>
          {isCurrent ? 'You are here' : session ? 'Switch to' : 'Sign in'}
        </Button>
        {current !== null && !isCurrent && <Follow {...{ handle, name, current }} />}
        {session && (
          <Button {...{ action }} name={`out-${handle}`} work={leave} label={`Sign ${name} out`}>
            Sign out
          </Button>
        )}
      </div>
      {session && (
        <div class="row">
          <label class="grow">
            <span>Access token</span>
            <input readOnly value={session.tokens.accessToken} onFocus={({ currentTarget }) => currentTarget.select()} />
          </label>
          <Copy text={session.tokens.accessToken} label={`the token of ${name}`} />
        </div>
      )}
    </li>
  );
}

function Follow({ handle, name, current }: { readonly handle: string; readonly name: string; readonly current: string }) {
  const action = useAction();
  const { data, error, reload } = useLoad(() => call(GetUser, { params: { user: handle } }), [handle, current]);
  const state = data?.relation?.follow?.state;
  const work = async () => {
    const params = { user: handle };
    await (state ? call(UnfollowUser, { params }) : call(FollowUser, { params }));
    await reload();
    return undefined;
  };
  // Somebody who never signed in has no account on a stack without its seed.
  if (data === undefined) return error === null || error.includes('NOT_FOUND') ? null : <span class="error">{error}</span>;
  return (
    <>
      <Button
        {...{ action, work }}
        name="follow"
        pressed={state !== undefined}
        label={`${state ? 'Unfollow' : 'Follow'} ${name}`}
      >
        {state === undefined ? 'Follow' : state === 'following' ? 'Following' : 'Requested'}
      </Button>
      {action.error !== null && <span class="error">{action.error}</span>}
    </>
  );
}
