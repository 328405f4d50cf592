/** An input that was refused by its name, in a form of the console. */
export class BadField extends Error {
  readonly field: string;
  constructor(field: string, reason: string) {
    super(reason);
    this.field = field;
  }
}
