/** An item in a record of the table's stream: plain values, with its keys. */
export type Image = Readonly<Record<string, unknown>>;

/** An item before and after a write. `before` is null for a new item, `after` for a removed one. */
export interface TableChange<Row = Image> {
  readonly before: Row | null;
  readonly after: Row | null;
}

/**
 * A consequence of a write, run by a reader of the table's stream (lambdas/streams). It counts in the table or sends one message to a queue;
 * slower work belongs behind that queue. Records arrive at least once, in order for each item, and again in a replay long after; each
 * `*.projection.ts` states on top how it bears that.
 */
export interface Projection<Entity extends string = string, Row = unknown, Input = unknown> {
  /** Names the projection in the log line of a failure. */
  readonly name: string;
  /** ElectroDB's name of the entity whose changes it receives. */
  readonly entity: Entity;
  /** Reads the stored row from an image. @throws when the image is not of this entity */
  row(image: Image): Row;
  /** Decides from the two rows alone. @returns the input of run(), or null when nothing follows from the change */
  when(change: TableChange<Row>): Input | null;
  /** @throws to have the record delivered again */
  run(input: Input, now: Date): Promise<unknown>;
}

/**
 * A consequence of many writes together, such as a counter that a batch of records changes: it runs once for a batch. Records arrive as for a
 * Projection; if `runAll` throws, all records that it was for are delivered again.
 */
export interface BatchProjection<Entity extends string = string, Row = unknown, Input = unknown>
  extends Omit<Projection<Entity, Row, Input>, 'run'> {
  /** @param inputs in the order of the records of each item; never empty @throws to have the records delivered again */
  runAll(inputs: readonly Input[], now: Date): Promise<unknown>;
}

/** Checks a batch projection's types against each other. */
export const batchProjection = <const Entity extends string, Row, Input>(
  one: BatchProjection<Entity, Row, Input>,
): BatchProjection<Entity, Row, Input> => one;

/** Checks a projection's types against each other: `when` takes what `row` returns, `run` what `when` returns. */
export const projection = <const Entity extends string, Row, Input>(
  one: Projection<Entity, Row, Input>,
): Projection<Entity, Row, Input> => one;
