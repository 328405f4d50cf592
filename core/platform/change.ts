/** One record of the table's stream, as projections read it. Images are plain items (numbers, strings, lists, maps), keys included. */
export interface Change {
  readonly kind: 'insert' | 'modify' | 'remove';
  /** ElectroDB's entity marker: which entity this item is. */
  readonly entity: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}
