import type { Expectation, Key, Listed } from '../../shared/ports/store.ts'
import { keys } from '../../shared/run/keys.ts'
import { emptyLog, type LogTail } from '../../shared/run/log.ts'
import type { RunId } from '../../shared/sample/record.ts'
import { Interned } from './interned.ts'
import type { Answer } from './request.ts'
import { timeOf } from './setting.ts'

/** One version of an object's bytes, and the jump of time in which it was written. */
export interface Version {
  text: number
  at: number
}

export type Objects = ReadonlyMap<Key, Version>

/** Every content that the store ever had, and every text in it. */
export class Contents {
  readonly #texts = new Interned<string>()
  readonly #contents = new Interned<Objects>()

  number(objects: Objects): number {
    const sorted = [...objects].sort(([a], [b]) => (a < b ? -1 : 1))
    return this.#contents.number(
      sorted.map(([key, { text, at }]) => `${key}:${text}@${at}`).join(),
      () => new Map(sorted),
    )
  }

  of(number: number): Objects {
    return this.#contents.value(number)
  }

  text({ text }: Version): string {
    return this.#texts.value(text)
  }

  read(objects: Objects, key: Key): Omit<Answer, 'now'> {
    const version = objects.get(key)
    if (version === undefined) return { word: 'nothing', reply: undefined }
    const etag = etagOf(version)
    return { word: etag, reply: { body: Buffer.from(this.text(version)), etag } }
  }

  /** Who asks for the end of the log only looks at the status there. */
  tail(objects: Objects, run: RunId): Omit<Answer, 'now'> {
    const last = [...objects.keys()]
      .filter((key) => key.startsWith(keys.logPrefix(run)))
      .sort()
      .at(-1)
    const tail = last === undefined ? emptyLog : (JSON.parse(this.text(objects.get(last)!)) as LogTail)
    return { word: JSON.stringify(tail.status), reply: tail }
  }

  list(objects: Objects, { prefix, after = '', now }: { prefix: Key; after?: Key | undefined; now: number }) {
    const listed = [...objects]
      .filter(([key]) => key.startsWith(prefix) && key > after)
      .map(
        ([key, version]): Listed => ({
          key,
          etag: etagOf(version),
          size: this.text(version).length,
          lastModified: timeOf(version.at),
        }),
      )
    const word = [now, ...listed.map(({ key, etag, lastModified }) => `${key} ${etag} ${lastModified}`)].join()
    return { word, reply: { objects: listed, at: timeOf(now) } }
  }

  /** What the store has after a conditional PUT; `undefined` where the condition does not hold. */
  swap(
    objects: Objects,
    { key, text, expect, now }: { key: Key; text: string; expect: Expectation; now: number },
  ): { objects: Objects; version: Version } | undefined {
    const there = objects.get(key)
    const asExpected = expect === 'absent' ? there === undefined : there !== undefined && etagOf(there) === expect
    if (!asExpected) return undefined
    const version = { text: this.#texts.number(text, () => text), at: now }
    return { objects: new Map(objects).set(key, version), version }
  }

  get size(): number {
    return this.#contents.size
  }
}

// As in S3, the ETag follows from the bytes.
export const etagOf = ({ text }: Version): string => `"${text}"`
