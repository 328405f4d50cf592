import { useState } from 'preact/hooks';
import { frames, MOST_FRAMES } from '../live.ts';
import { pingSocket, socketState } from '../socket.ts';
import { useStore } from '../store.ts';
import { Button, Outcome, Raw, Time, useAction } from '../ui.tsx';

const STATES = { off: 'closed', connecting: 'connecting', open: 'open', lost: 'lost: it connects again' } as const;

export function Socket() {
  const action = useAction();
  const state = useStore(socketState);
  const all = useStore(frames);
  const [type, setType] = useState('');
  const types = [...new Set(all.map((frame) => frame.type))].toSorted();
  const shown = all.filter((frame) => type === '' || frame.type === type);
  const ping = async () => {
    await pingSocket();
    return undefined;
  };
  return (
    <>
      <p role="status">
        The socket is <b>{STATES[state]}</b>. It stays open in every panel, and reads what it gets into them.
      </p>
      <div class="row">
        <label class="short">
          <span>Type</span>
          <select value={type} onChange={({ currentTarget }) => setType(currentTarget.value)}>
            <option value="">all</option>
            {types.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <Button {...{ action }} name="ping" work={ping} kind="main" disabled={state !== 'open'}>
          Ping
        </Button>
        <button type="button" disabled={all.length === 0} onClick={() => frames.set([])}>
          Clear
        </button>
      </div>
      <Outcome {...{ action }} />
      {shown.length === 0 && <p class="faint">Nothing came yet. Place a pick and start its game, or send a message.</p>}
      <ol class="list" aria-label="Messages, the newest first">
        {shown.map((frame) => (
          <li class="card" key={frame.number} data-type={frame.type}>
            <h3>
              {frame.type}{' '}
              <span class="faint">
                <Time at={frame.at} />
              </span>
            </h3>
            <Raw value={frame.value} />
          </li>
        ))}
      </ol>
      {all.length === MOST_FRAMES && <p class="faint">The newest {MOST_FRAMES} are kept.</p>}
    </>
  );
}
