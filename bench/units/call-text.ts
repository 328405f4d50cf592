import { KEYS } from '../../core/data/keys.ts';
import type { RawItem } from './item-size.ts';

/** A call in words: a verb, and the entities that it names, each once for every item. */
export interface CallText {
  readonly verb:
    | 'get'
    | 'batch get'
    | 'query'
    | 'query the index of'
    | 'put'
    | 'update'
    | 'delete'
    | 'check'
    | 'batch put'
    | 'transaction of'
    | 'send to'
    | 'call';
  readonly of: readonly string[];
  /** Its condition failed. */
  readonly refused: boolean;
}

/** The entities of a key, or of the values of a query, each once: the sort key is `$<entity>_1` and more. */
export function entitiesIn(values: RawItem): string[] {
  const texts = [values[KEYS.sk], ...Object.values(values)].flatMap((value) => value?.S ?? []);
  const found = texts.flatMap((text) => /^\$(\w+?)_\d/.exec(text)?.[1] ?? []);
  if (found.length === 0) throw new Error(`no entity in ${JSON.stringify(values)}`);
  return [...new Set(found)].map((name) => `\`${name}\``);
}

export const entityOf = (key: RawItem): string => entitiesIn(key)[0] ?? '';

/** Equal texts as one, with their number in front: `get 3 x`. */
function counted(texts: readonly string[]): string[] {
  const numbers = new Map<string, number>();
  for (const text of texts) numbers.set(text, (numbers.get(text) ?? 0) + 1);
  return [...numbers].map(([text, n]) => (n === 1 ? text : `${n} ${text}`));
}

const textOf = ({ verb, of, refused }: CallText): string => {
  if (verb === 'send to') return `send ${of.length === 1 ? 'a message' : `${of.length} messages`} to \`${of[0]}\``;
  const grouped = verb === 'transaction of' ? byVerb(of) : counted(of).join(', ');
  return `${verb} ${grouped}${refused ? ' (refused)' : ''}`;
};

/** The parts of a transaction by what they do: `check x, put y, z`. */
const byVerb = (parts: readonly string[]): string =>
  [...Map.groupBy(parts, (part) => part.slice(0, part.indexOf(' ')))]
    .map(([verb, some]) => `${verb} ${counted(some.map((part) => part.slice(verb.length + 1))).join(', ')}`)
    .join(', ');

const SHOWN = 6;

/** The calls of a run: waves one after the other, with `;` between them, and equal calls of one wave once, as `8 × query leg`. */
export function callsText(waves: readonly (readonly CallText[])[]): string {
  const texts = waves.map((wave) => {
    const numbers = new Map<string, number>();
    for (const text of wave.map(textOf)) numbers.set(text, (numbers.get(text) ?? 0) + 1);
    const all = [...numbers].map(([text, n]) => (n === 1 ? text : `${n} × ${text}`));
    return all.length > SHOWN ? [...all.slice(0, SHOWN), `${all.length - SHOWN} other calls`].join(', ') : all.join(', ');
  });
  const runs: { text: string; times: number }[] = [];
  for (const text of texts) {
    const last = runs.at(-1);
    if (last?.text === text) last.times += 1;
    else runs.push({ text, times: 1 });
  }
  const shown = runs.map(({ text, times }) => (times === 1 ? text : `${times} times ${text}`));
  return shown.length > SHOWN ? [...shown.slice(0, SHOWN), 'and so on'].join('; ') : shown.join('; ');
}
