import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks';
import { YouBetError } from '../../../client/index.ts';
import { BadField } from './bad-field.ts';
import { frames } from './live.ts';

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The refused inputs of a call, each with its reason. */
function fieldsOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof BadField) return { [error.field]: error.message };
  if (!(error instanceof YouBetError)) return {};
  return Object.fromEntries((error.details.fields ?? []).map(({ field, message }) => [field, message]));
}

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

/** Runs what a click starts: one at a time, with its error, of which a `Field` shows its own part. */
export function useAction() {
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [done, setDone] = useState<string | null>(null);
  /** The names of the inputs that are drawn as a `Field`. */
  const drawn = useRef(new Set<string>()).current;
  /** @param name tells several buttons apart @param work its text is shown when it has succeeded */
  async function run(name: string, work: () => Promise<string | undefined>): Promise<void> {
    setBusy(name);
    setFailure(null);
    setDone(null);
    try {
      setDone((await work()) ?? null);
    } catch (problem) {
      setFailure(problem);
    }
    setBusy(null);
  }
  const fields = fieldsOf(failure);
  const isAtFields = Object.keys(fields).length > 0 && Object.keys(fields).every((name) => drawn.has(name));
  return { run, busy, error: failure === null || isAtFields ? null : textOf(failure), fields, drawn, done };
}

export type FormAction = ReturnType<typeof useAction>;

interface ButtonProps {
  readonly action: FormAction;
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

/** The attributes that tie an input to its refusal. */
interface FieldAttributes {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

interface FieldProps {
  readonly action: FormAction;
  /** The name in the body of the call, such as `stakeUnits`: a refusal that names it is shown here. */
  readonly name: string;
  readonly label: string;
  readonly kind?: 'grow' | 'short';
  readonly children: (attributes: FieldAttributes) => ComponentChildren;
}

/** An input with its label, and what the API has against it. It keeps what was typed. */
export function Field({ action: { fields, drawn }, name, label, kind = 'grow', children }: FieldProps) {
  const id = useId();
  const at = `${id}-refusal`;
  const refusal = fields[name];
  drawn.add(name);
  useEffect(() => () => void drawn.delete(name), [name]);
  return (
    <div class={kind}>
      <label for={id}>
        <span>{label}</span>
        {children({ id, 'aria-invalid': refusal !== undefined, 'aria-describedby': refusal === undefined ? undefined : at })}
      </label>
      {refusal !== undefined && (
        <p class="error" id={at} role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}

interface InputProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly inputMode?: 'numeric' | 'decimal';
}

/** A `Field` of one line of text. */
export const Input = ({ value, onValue, inputMode, ...field }: InputProps) => (
  <Field {...field}>
    {(attributes) => (
      <input {...attributes} {...{ value, inputMode }} onInput={({ currentTarget }) => onValue(currentTarget.value)} />
    )}
  </Field>
);

interface ChoiceProps<T extends string> extends Omit<FieldProps, 'children'> {
  readonly value: T;
  readonly onValue: (value: T) => void;
  /** The text of each value. */
  readonly of: Readonly<Record<T, string>>;
}

/** A `Field` of one of several values. */
export const Choice = <T extends string>({ value, onValue, of, ...field }: ChoiceProps<T>) => (
  <Field {...field}>
    {(attributes) => (
      <select {...attributes} value={value} onChange={({ currentTarget }) => onValue(currentTarget.value as T)}>
        {Object.entries<string>(of).map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** The end of an action: read out when it appears. */
export const Outcome = ({ action: { error, done } }: { readonly action: Pick<FormAction, 'error' | 'done'> }) => (
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
