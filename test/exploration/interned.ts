/** Gives equal values one number, so that states are compared by numbers. */
export class Interned<Value> {
  readonly #numbers = new Map<string, number>()
  readonly #values: Value[] = []

  /** `key` is the same for equal values and for no others. */
  number(key: string, make: () => Value): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#values.length)
    return this.#values.push(make()) - 1
  }

  value(number: number): Value {
    return this.#values[number]!
  }

  get size(): number {
    return this.#values.length
  }
}
