import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { frames } from './live.ts';

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Loaded<T> {
  readonly data: T | undefined;
  readonly error: string | null;
  reload(): Promise<void>;
}

interface LoadOptions {
  /** Milliseconds after which it is read again. */
  readonly every?: number;
  /** Types of frames of the socket after which it is read again. */
  readonly on?: readonly string[];
}

/** Reads data for a component, again when `keys` change. @param read null reads nothing */
export function useLoad<T>(
  read: (() => Promise<T>) | null,
  keys: readonly unknown[],
  { every, on }: LoadOptions = {},
): Loaded<T> {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<string | null>(null);
  const newest = useRef(0);
  const reload = useCallback(async () => {
    const turn = ++newest.current;
    if (read === null) return setData(undefined);
    try {
      const next = await read();
      if (turn !== newest.current) return;
      setData(() => next);
      setError(null);
    } catch (problem) {
      if (turn === newest.current) setError(textOf(problem));
    }
  }, keys);
  useEffect(() => {
    setData(undefined);
    setError(null);
    void reload();
    const timer = every === undefined ? undefined : setInterval(reload, every);
    const unfollow = frames.follow(([frame]) => frame && on?.includes(frame.type) && void reload());
    return () => {
      newest.current++;
      clearInterval(timer);
      unfollow();
    };
  }, [reload]);
  return { data, error, reload };
}

/** Runs what a click starts: one at a time, with its error. */
export function useAction() {
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  /** @param name tells several buttons apart @param work its text is shown when it has succeeded */
  async function run(name: string, work: () => Promise<string | undefined>): Promise<void> {
    setBusy(name);
    setError(null);
    setDone(null);
    try {
      setDone((await work()) ?? null);
    } catch (problem) {
      setError(textOf(problem));
    }
    setBusy(null);
  }
  return { run, busy, error, done };
}

type Action = ReturnType<typeof useAction>;

interface ButtonProps {
  readonly action: Action;
  readonly name: string;
  readonly work: () => Promise<string | undefined>;
  readonly kind?: 'main' | 'plain' | 'danger';
  readonly disabled?: boolean;
  /** The whole name for a screen reader, where the text alone does not say what it acts on. */
  readonly label?: string;
  readonly pressed?: boolean;
  readonly children: ComponentChildren;
}

export const Button = ({ action, name, work, kind = 'plain', disabled = false, label, pressed, children }: ButtonProps) => (
  <button
    type="button"
    class={kind}
    disabled={disabled || action.busy !== null}
    aria-busy={action.busy === name}
    aria-label={label}
    aria-pressed={pressed}
    onClick={() => void action.run(name, work)}
  >
    {children}
  </button>
);

/** The end of an action: read out when it appears. */
export const Outcome = ({ action: { error, done } }: { readonly action: Pick<Action, 'error' | 'done'> }) => (
  <div role="status" class="outcome">
    {error !== null && <p class="error">{error}</p>}
    {done !== null && <p class="done">{done}</p>}
  </div>
);

/** The list of a panel: what is read, or why there is nothing to see. */
export function Items<T>({
  of: { data, error },
  none,
  children,
}: {
  readonly of: Pick<Loaded<readonly T[]>, 'data' | 'error'>;
  readonly none: string;
  readonly children: (items: readonly T[]) => ComponentChildren;
}) {
  return (
    <>
      {error !== null && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      {data === undefined && error === null && <p class="faint">Reading …</p>}
      {data?.length === 0 && <p class="faint">{none}</p>}
      {data !== undefined && data.length > 0 && children(data)}
    </>
  );
}

/** The whole of something as the API gave it. */
export const Raw = ({ title = 'As JSON', value }: { readonly title?: string; readonly value: unknown }) => (
  <details>
    <summary>{title}</summary>
    <pre>{JSON.stringify(value, null, 2)}</pre>
  </details>
);

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
/** An instant in the browser's own time zone. */
export const Time = ({ at }: { readonly at: string }) => (
  <time dateTime={at} title={at}>
    {clock.format(new Date(at))}
  </time>
);

export const Copy = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const action = useAction();
  const work = async () => {
    await navigator.clipboard.writeText(text);
    return undefined;
  };
  return (
    <Button action={action} name="copy" work={work} label={`Copy ${label}`}>
      {action.error === null ? 'Copy' : 'Cannot copy'}
    </Button>
  );
};

/** `Buffalo Bills at Los Angeles Rams`, or the title of a tournament. */
export const gameName = ({ home, away, title }: Readonly<Record<'home' | 'away' | 'title', string | null>>): string =>
  title ?? `${away} at ${home}`;
