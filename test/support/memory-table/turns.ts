/** Lets calls go on one at a time, in an order that is drawn, so that those of many callers mix as those of many processes do. */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #below: (count: number) => number;
  /** @param below draws a number below another one */
  constructor(below: (count: number) => number) {
    this.#below = below;
  }
  wait(): Promise<void> {
    if (this.#waiting.length === 0) setImmediate(() => this.#run());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
  #run(): void {
    const at = this.#below(this.#waiting.length);
    const [next] = this.#waiting.splice(at, 1);
    if (this.#waiting.length > 0) setImmediate(() => this.#run());
    next?.();
  }
}
