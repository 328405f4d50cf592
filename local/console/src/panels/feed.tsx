import { useState } from 'preact/hooks';
import {
  CommentOnPick,
  CommentOnPost,
  CreatePost,
  GetFeed,
  GetFollowing,
  GetTrending,
  ListPickComments,
  ListPostComments,
  ReactToPick,
  ReactToPost,
  ReportSubject,
  UnreactToPick,
  UnreactToPost,
} from '../../../../client/index.ts';
import { call, type DataOf, sessions } from '../session.ts';
import { Button, Choice, Field, Input, Items, Outcome, Raw, Time, useAction, useLoad } from '../ui.tsx';
import { Legs } from './picks.tsx';

type FeedThing = DataOf<typeof GetFollowing>[number];
/** The reaction that the console offers; an app shows all of them. */
const NAME = 'fire';

const FEEDS = {
  home: { title: 'Home', read: async () => (await call(GetFeed, { query: {} })).map(({ item }) => item) },
  following: { title: 'Following', read: () => call(GetFollowing, { query: {} }) },
  trending: { title: 'Trending', read: async () => (await call(GetTrending, { query: {} })).map(({ item }) => item) },
};

export function Feed() {
  const action = useAction();
  const [feed, setFeed] = useState<keyof typeof FEEDS>('following');
  const [text, setText] = useState('');
  const items = useLoad<readonly FeedThing[]>(FEEDS[feed].read, [feed], { on: ['feed.new'] });
  const post = async () => {
    await call(CreatePost, { body: { kind: 'text', text } });
    setText('');
    return 'Posted. Your followers see it in a moment.';
  };
  return (
    <>
      <div class="row">
        <Field {...{ action }} name="text" label="Write a post">
          {(attributes) => (
            <textarea {...attributes} rows={2} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
          )}
        </Field>
        <Button {...{ action }} name="post" work={post} kind="main" disabled={text.trim() === ''}>
          Post
        </Button>
      </div>
      <Outcome {...{ action }} />
      <fieldset class="row">
        <legend class="hidden">Which feed</legend>
        {Object.entries(FEEDS).map(([name, { title }]) => (
          <button type="button" key={name} aria-pressed={feed === name} onClick={() => setFeed(name as 'home')}>
            {title}
          </button>
        ))}
        <button type="button" onClick={() => void items.reload()}>
          Read again
        </button>
      </fieldset>
      <Items of={items} none="Nothing here: follow somebody in People, who then posts or places a pick.">
        {(all) => (
          <ul class="cards">
            {all.map((item) => (
              <ItemCard key={thingOf(item).id} {...{ item }} />
            ))}
          </ul>
        )}
      </Items>
    </>
  );
}

const thingOf = (item: FeedThing) => (item.type === 'post' ? item.post : item.pick);

function ItemCard({ item }: { readonly item: FeedThing }) {
  const action = useAction();
  const { author, counts, id } = thingOf(item);
  const [reacted, setReacted] = useState<boolean>(item.own.reactions.includes(NAME));
  const [isOpen, setOpen] = useState(false);
  const others = counts.reactions[NAME] - Number(item.own.reactions.includes(NAME));
  const react = async () => {
    if (item.type === 'post') {
      const params = { postId: item.post.id };
      if (reacted) await call(UnreactToPost, { params: { ...params, name: NAME } });
      else await call(ReactToPost, { params, body: { name: NAME } });
    } else {
      const params = { pickId: item.pick.id };
      if (reacted) await call(UnreactToPick, { params: { ...params, name: NAME } });
      else await call(ReactToPick, { params, body: { name: NAME } });
    }
    setReacted(!reacted);
    return undefined;
  };
  return (
    <li class="card" data-item={id}>
      <h3>
        @{author.handle}{' '}
        <span class="faint">
          {item.type} · <Time at={item.type === 'post' ? item.post.createdAt : item.pick.placedAt} />
        </span>
      </h3>
      {item.type === 'post' ? (
        <>
          {item.post.text !== null && <p class="text">{item.post.text}</p>}
          {item.post.picks.map(({ id: pickId, pick }) => (pick ? <Legs key={pickId} of={pick} /> : null))}
        </>
      ) : (
        <>
          <Legs of={item.pick} />
          <p class="faint">
            {item.pick.stakeUnits} units, {item.pick.outcome?.result ?? item.pick.status}
          </p>
        </>
      )}
      <div class="row">
        <Button
          {...{ action }}
          name="react"
          work={react}
          pressed={reacted}
          label={`Fire for @${author.handle}: ${others + Number(reacted)}`}
        >
          Fire {others + Number(reacted)}
        </Button>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {counts.comments === 1 ? '1 comment' : `${counts.comments} comments`}
        </button>
      </div>
      {action.error !== null && <p class="error">{action.error}</p>}
      {isOpen && <Comments {...{ item }} />}
      {author.handle !== sessions.value.current && <Report {...{ item }} />}
      <Raw value={item} />
    </li>
  );
}

const REASONS = {
  spam: 'spam',
  harassment: 'harassment',
  hate: 'hate',
  sexual: 'sexual',
  scam: 'scam',
  underage: 'somebody under age',
  self_harm: 'self-harm',
  illegal: 'illegal',
  other: 'something else',
} as const;

/** Reports an item to the moderators. */
function Report({ item }: { readonly item: FeedThing }) {
  const action = useAction();
  const [reason, setReason] = useState<keyof typeof REASONS>('spam');
  const [note, setNote] = useState('');
  const { id, author } = thingOf(item);
  const report = async () => {
    const subject = { type: item.type, id };
    const { happened } = await call(ReportSubject, { body: { subject, reason, ...(note !== '' && { note }) } });
    return happened === 'recorded' ? 'Reported to the moderators.' : 'You have reported it already.';
  };
  return (
    <details>
      <summary>Report</summary>
      <div class="row">
        <Choice {...{ action }} kind="short" name="reason" label="Because of" value={reason} onValue={setReason} of={REASONS} />
        <Input {...{ action }} name="note" label="Note for the moderators" value={note} onValue={setNote} />
        <Button {...{ action }} name="report" work={report} kind="danger" label={`Report the ${item.type} of @${author.handle}`}>
          Report
        </Button>
      </div>
      <Outcome {...{ action }} />
    </details>
  );
}

function Comments({ item }: { readonly item: FeedThing }) {
  const action = useAction();
  const [text, setText] = useState('');
  const comments = useLoad(
    () =>
      item.type === 'post'
        ? call(ListPostComments, { params: { postId: item.post.id }, query: {} })
        : call(ListPickComments, { params: { pickId: item.pick.id }, query: {} }),
    [thingOf(item).id],
  );
  const send = async () => {
    if (item.type === 'post') await call(CommentOnPost, { params: { postId: item.post.id }, body: { text } });
    else await call(CommentOnPick, { params: { pickId: item.pick.id }, body: { text } });
    setText('');
    await comments.reload();
    return undefined;
  };
  return (
    <>
      <Items of={comments} none="Nobody has commented.">
        {(all) => (
          <ul class="plain">
            {all.map(({ id, author, text: words }) => (
              <li key={id}>
                <b>{author === null ? 'deleted' : `@${author.handle}`}</b> {words}
              </li>
            ))}
          </ul>
        )}
      </Items>
      <div class="row">
        <Input {...{ action }} name="text" label="Comment" value={text} onValue={setText} />
        <Button {...{ action }} name="comment" work={send} disabled={text.trim() === ''}>
          Send
        </Button>
      </div>
      <Outcome {...{ action }} />
    </>
  );
}
