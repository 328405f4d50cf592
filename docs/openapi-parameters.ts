/** Descriptions of the parameters whose schemas have none, by name, for docs/openapi.json. */
const PARAMETERS: Readonly<Record<string, string>> = {
  sessionId: 'The id of a session of yours.',
  channel: 'The kind of address.',
  provider: '`google` or `apple`; any other is answered 404.',
  token: 'The secret from the link.',
  cursor: '`meta.pagination.cursor` of the page before. Leave it out for the first page.',
  limit: 'The most items of the page.',
  userId: 'The id of the other person.',
  id: 'The id of the other person.',
  league: 'Games of one league.',
  date: 'Games that start on this day of the calendar of `tz`. From today on where left out.',
  tz: 'The time zone of `date`: that of the league of a game where left out.',
  event: 'The id of a game.',
  eventId: 'The id of a game.',
  pickId: 'The id of a pick.',
  postId: 'The id of a post.',
  commentId: 'The id of a comment.',
  mediaId: 'The id of an upload.',
  caseId: 'The id of a case of reports.',
  inviteId: 'The id of a link, as the list of links shows it.',
  notificationId: 'The id of a notification.',
  market: 'Picks on one market.',
  kind: 'Picks of one kind.',
  status: 'Only those with this status.',
  order: 'The order of the comments.',
  name: 'The name of a reaction.',
  folder: 'The folder that is listed.',
  after: 'Entries after this number.',
  before: 'Entries before this number.',
  around: 'Entries on both sides of this number.',
  timeframe: 'The days that are counted.',
  by: 'The dimension by which the record is split.',
  metric: 'The number that ranks.',
  sport: 'One sport; all where left out.',
};

/** Gives each parameter a description. @throws Error for one that has none, and is not in PARAMETERS */
export function describeParameters({ paths = {}, components }: Described): void {
  const named = Object.entries(components?.schemas ?? {}) as [string, { description?: string }][];
  const byReference = new Map(named.map(([name, { description }]) => [`#/components/schemas/${name}`, description]));
  const operations = Object.values(paths).flatMap((item) => Object.values(item ?? {}) as { parameters?: Parameter[] }[]);
  for (const parameter of operations.flatMap(({ parameters = [] }) => parameters)) {
    const { name, schema } = parameter;
    const own = schema?.description ?? parameter.description ?? '';
    // A rule alone does not say for what the parameter is.
    const ofName = PARAMETERS[name] ?? byReference.get(schema?.$ref ?? '');
    const description = own === '' || own.startsWith('Rule: ') ? ofName : own;
    if (description === undefined) throw new Error(`the parameter ${name} has no description`);
    parameter.description = description === own || own === '' ? description : `${description} ${own}`;
  }
}
interface Described {
  readonly paths?: object;
  readonly components?: { readonly schemas?: object };
}
interface Parameter {
  readonly name: string;
  readonly schema?: { readonly $ref?: string; readonly description?: string };
  description?: string;
}
