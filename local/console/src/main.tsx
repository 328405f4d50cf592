import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ConsoleSettings } from '../shapes.ts';
import { own } from './own.ts';
import { PANELS } from './panels.ts';
import { sessions, switchTo } from './session.ts';
import { keepSocket, socketState } from './socket.ts';
import { useStore } from './store.ts';
import './style.css';

const idInAddress = (): string => location.hash.slice(1);

function App() {
  const [settings, setSettings] = useState<ConsoleSettings>();
  const [problem, setProblem] = useState<string>();
  const [id, setId] = useState(idInAddress);
  useEffect(() => {
    const follow = () => setId(idInAddress());
    addEventListener('hashchange', follow);
    own<ConsoleSettings>('GET', '/settings').then(
      (read) => {
        setSettings(read);
        keepSocket();
      },
      (error: Error) => setProblem(error.message),
    );
    return () => removeEventListener('hashchange', follow);
  }, []);
  const shown = Object.hasOwn(PANELS, id) ? id : 'people';
  const panel = PANELS[shown];
  const { current } = useStore(sessions);
  useEffect(() => {
    document.title = `${panel?.title} · YouBet console`;
  }, [panel]);
  if (panel === undefined) return null;
  const { title, says, asSomebody, Panel } = panel;
  return (
    <>
      <a class="skip" href={`#${shown}`} onClick={() => document.querySelector('main')?.focus()}>
        To the panel
      </a>
      <header>
        <strong>YouBet</strong>
        <Who />
      </header>
      <nav aria-label="Panels">
        <ul>
          {Object.entries(PANELS).map(([name, row]) => (
            <li key={name}>
              <a href={`#${name}`} aria-current={name === shown ? 'page' : undefined}>
                {row.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main tabIndex={-1}>
        <h1>{title}</h1>
        <p class="faint">{says}</p>
        {problem !== undefined && (
          <p class="error" role="alert">
            The console's server does not answer: {problem}
          </p>
        )}
        {settings !== undefined &&
          (asSomebody && current === null ? (
            <p>
              Nobody is signed in. <a href="#people">Sign in as one of the people</a> first.
            </p>
          ) : (
            <Panel key={asSomebody ? `${shown} ${current}` : shown} settings={settings} />
          ))}
      </main>
    </>
  );
}

function Who() {
  const { all, current } = useStore(sessions);
  const state = useStore(socketState);
  if (current === null) return <a href="#people">Sign in</a>;
  return (
    <span class="row">
      <span class={`dot ${state}`} role="img" aria-label={`Socket: ${state}`} title={`Socket: ${state}`} />
      <label class="inline">
        <span class="hidden">Act as</span>
        <select value={current} onChange={({ currentTarget }) => switchTo(currentTarget.value)}>
          {Object.keys(all).map((handle) => (
            <option key={handle} value={handle}>
              @{handle}
            </option>
          ))}
        </select>
      </label>
    </span>
  );
}

const place = document.getElementById('app');
if (place) render(<App />, place);
