import { useEffect, useState } from 'preact/hooks';
import {
  AcceptConversation,
  CreateConversation,
  GetUser,
  ListConversations,
  ListMessages,
  ReadMessages,
  SendMessage,
} from '../../../../client/index.ts';
import type { ConsoleSettings } from '../../shapes.ts';
import { call, type DataOf, sessions } from '../session.ts';
import { Button, Input, Items, Outcome, Raw, Time, useAction, useLoad } from '../ui.tsx';

type Listed = DataOf<typeof ListConversations>[number];
type LogEntry = DataOf<typeof ListMessages>['entries'][number];

/** Frames after which conversations have changed. */
const CHANGES = ['entry', 'receipt', 'conversation.gone'];

const titleOf = ({ name, other }: Pick<Listed, 'name' | 'other'>): string =>
  name ?? (other ? `@${other.handle}` : 'An account that is gone');

export function Chat({ settings }: { readonly settings: ConsoleSettings }) {
  const action = useAction();
  const [open, setOpen] = useState<Listed['id'] | null>(null);
  const me = sessions.value.current;
  const others = settings.people.filter(({ handle }) => handle !== me);
  const [partner, setPartner] = useState(others[0]?.handle ?? '');
  const list = useLoad(
    async () =>
      (
        await Promise.all([call(ListConversations, { query: {} }), call(ListConversations, { query: { folder: 'requests' } })])
      ).flat() as readonly Listed[],
    [],
    { on: CHANGES },
  );
  const begin = async () => {
    const { id: userId } = await call(GetUser, { params: { user: partner } });
    const { id } = await call(CreateConversation, { body: { kind: 'direct', userId } });
    setOpen(id);
    await list.reload();
    return undefined;
  };
  const listed = list.data?.find(({ id }) => id === open);
  return (
    <>
      <div class="row">
        <label class="short">
          <span>With</span>
          <select value={partner} onChange={({ currentTarget }) => setPartner(currentTarget.value)}>
            {others.map(({ handle, name }) => (
              <option key={handle} value={handle}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Button {...{ action }} name="begin" work={begin}>
          Open conversation
        </Button>
      </div>
      <Outcome {...{ action }} />
      <div class="sides">
        <Items of={list} none="No conversations yet: open one.">
          {(all) => (
            <ul class="list" aria-label="Conversations">
              {all.map((one) => (
                <li key={one.id}>
                  <button type="button" class="line" aria-pressed={one.id === open} onClick={() => setOpen(one.id)}>
                    <b>{titleOf(one)}</b> {one.unread > 0 && <span class="badge live">{one.unread} new</span>}
                    {one.request && <span class="badge">request {one.request}</span>}
                    <span class="faint cut">{one.lastMessage?.preview ?? one.lastMessage?.type ?? 'no message yet'}</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </Items>
        {open !== null && <Conversation key={open} conversationId={open} listed={listed} onChange={list.reload} />}
      </div>
    </>
  );
}

interface ConversationProps {
  readonly conversationId: Listed['id'];
  readonly listed: Listed | undefined;
  readonly onChange: () => Promise<void>;
}

function Conversation({ conversationId, listed, onChange }: ConversationProps) {
  const action = useAction();
  const [text, setText] = useState('');
  const params = { conversationId };
  const log = useLoad(() => call(ListMessages, { params, query: {} }), [conversationId], { on: CHANGES });
  const newest = log.data?.entries.at(-1)?.seq ?? 0;
  // A request is read once it is accepted.
  const unread = listed?.request === null ? listed.unread : 0;
  useEffect(() => {
    if (newest > 0 && unread > 0) void call(ReadMessages, { params, body: { seq: newest } }).then(onChange, () => undefined);
  }, [newest, unread]);
  const send = async () => {
    await call(SendMessage, { params, body: { type: 'text', text, clientMessageId: crypto.randomUUID() } });
    setText('');
    await Promise.all([log.reload(), onChange()]);
    return undefined;
  };
  const accept = async () => {
    await call(AcceptConversation, { params });
    await onChange();
    return 'Accepted.';
  };
  return (
    <section class="card" aria-label="Conversation">
      <h2>{listed ? titleOf(listed) : 'Conversation'}</h2>
      {listed?.request === 'received' && (
        <Button {...{ action }} name="accept" work={accept} kind="main">
          Accept the request
        </Button>
      )}
      <Items of={{ ...log, data: log.data?.entries }} none="Nothing was said yet.">
        {(entries) => (
          <ol class="list" aria-label="Messages">
            {entries.map((entry) => (
              <Line key={entry.seq} {...{ entry }} />
            ))}
          </ol>
        )}
      </Items>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          void action.run('send', send);
        }}
      >
        <Input {...{ action }} name="text" label="Message" value={text} onValue={setText} />
        <button type="submit" class="main" disabled={text.trim() === '' || action.busy !== null}>
          Send
        </button>
      </form>
      <Outcome {...{ action }} />
    </section>
  );
}

/** The words of an entry, or its kind where it has none. */
const wordsOf = (entry: LogEntry): string => ('text' in entry && entry.text ? entry.text : entry.type);

const Line = ({ entry }: { readonly entry: LogEntry }) => {
  const isOwn = entry.sender?.handle === sessions.value.current;
  return (
    <li class={isOwn ? 'said own' : 'said'} data-seq={entry.seq}>
      <b>{entry.sender === null ? 'Somebody' : `@${entry.sender.handle}`}</b>{' '}
      <span class="faint">
        <Time at={entry.at} />
      </span>
      <p class="text">{wordsOf(entry)}</p>
      {'media' in entry && entry.media.kind === 'image' && <img src={entry.media.urls['256']} alt={wordsOf(entry)} />}
      {!('text' in entry) && <Raw value={entry} />}
    </li>
  );
};
