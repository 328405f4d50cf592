type Json = Readonly<Record<string, unknown>>;

/** True for a field that is named by the id of what it is about. */
export const isId = (name: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name);

/** The kind of a JSON value: `string`, `list`, `null`. */
export const kindOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
};

/** The word by which objects of one place are told apart, such as a post from a pick: `kind` or `type`. */
const wordOf = ({ kind, type }: Json): string => {
  const word = [kind, type].find((one) => typeof one === 'string');
  return word === undefined ? '' : `<${word}>`;
};

/** All objects in a JSON value, each with its place, such as `data.legs[]` or `data.entries[]<text>`. */
export function* objectsIn(value: unknown, at = ''): Generator<readonly [place: string, object: Json]> {
  if (Array.isArray(value)) for (const one of value) yield* objectsIn(one, `${at}[]`);
  if (kindOf(value) !== 'object') return;
  const object = value as Json;
  const place = `${at}${wordOf(object)}`;
  yield [place, object];
  for (const [name, one] of Object.entries(object)) yield* objectsIn(one, `${place}.${isId(name) ? '*' : name}`);
}

/** The fields of all objects in a JSON value with the kind of each, such as `.data.legs[].odds:object`. */
export function shapeOf(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [place, object] of objectsIn(value))
    for (const [name, one] of Object.entries(object)) found.add(`${place}.${isId(name) ? '*' : name}:${kindOf(one)}`);
  return found;
}
