/** An item as the table's stream shows it: plain values, keys included. */
export type Image = Readonly<Record<string, unknown>>;

/** An item before and after a write. `before` is null for a new item, `after` for one that was removed. */
export interface TableChange<Row = Image> {
  readonly before: Row | null;
  readonly after: Row | null;
}

/**
 * A consequence of a write, run by a reader of the table's stream (lambdas/streams). It either counts in the table or sends one message to a
 * queue; slower work belongs behind that queue. Records come at least once, in the order of their item, and again long after (a replay):
 * each file of projections states on top how they bear that.
 */
export interface Projection<Entity extends string = string, Row = unknown, Input = unknown> {
  /** For the log line of a failure. */
  readonly name: string;
  /** ElectroDB's name of the entity whose items it follows. */
  readonly entity: Entity;
  /** The stored row in an image. @throws when the image is not of this entity */
  row(image: Image): Row;
  /** @returns what run() needs, or null when nothing follows from this change. Decides from the two rows alone. */
  when(change: TableChange<Row>): Input | null;
  /** @throws to have the record delivered again */
  run(input: Input, now: Date): Promise<unknown>;
}

/** Checks a projection's types against each other: `when` takes what `row` returns, `run` what `when` returns. */
export const projection = <const Entity extends string, Row, Input>(
  one: Projection<Entity, Row, Input>,
): Projection<Entity, Row, Input> => one;
