import { createHash } from 'node:crypto'
import type { Expectation, Key, Listed, Listing, Names, Store, Stored } from '../../shared/ports/store.ts'
import { ServiceTrouble } from './faults.ts'
import type { Invocation } from './lambda.ts'
import { aWay, type Cloud, type Leg, type Worker } from './worker.ts'

export interface S3Object extends Stored {
  /** Milliseconds, in whole seconds as S3 tells them. */
  lastModified: number
}

/** Told of every write when it takes effect, before anybody else sees it. */
export type Watch = (key: Key, before: S3Object | undefined, after: S3Object | undefined, by: Invocation) => void

interface Page {
  objects: Listed[]
  at: number
  more: boolean
}

/**
 * S3 by its documented rules: strong consistency, conditional writes, ETags that follow from the bytes, times in whole
 * seconds, listings in pages between which others write. `port` is what `shared/aws` makes of it.
 */
export class SimulatedS3 {
  readonly objects = new Map<Key, S3Object>()
  watch: Watch = () => {}
  readonly #cloud: Cloud
  readonly #pageSize: number
  readonly #aheadMilliseconds: number

  constructor(cloud: Cloud, { pageSize, aheadMilliseconds }: { pageSize: number; aheadMilliseconds: number }) {
    this.#cloud = cloud
    this.#pageSize = pageSize
    this.#aheadMilliseconds = aheadMilliseconds
  }

  port(worker: Worker, by: Invocation): Store {
    const read = <T>(what: string, act: () => T): Promise<T> => this.#ask(worker, what, act, false)
    const write = <T>(what: string, act: () => T): Promise<T> => this.#ask(worker, what, act, true)
    return {
      read: (key) => read(`GET ${key}`, () => this.objects.get(key)),
      swap: (key, body, expect) => write(`PUT ${key} if ${short(expect)}`, () => this.#swap(key, body, expect, by)),
      put: (key, body) => write(`PUT ${key}`, () => this.#write(key, body, by)),
      delete: (key) => write(`DELETE ${key}`, () => this.#delete(key, by)),
      folders: (prefix, within) => read(`LIST ${prefix}*/`, () => this.#folders(prefix, within)),
      list: async (prefix, { after } = {}) => {
        const objects: Listed[] = []
        let at = Number.POSITIVE_INFINITY
        for (let token = after, more = true; more; token = objects.at(-1)?.key) {
          const page = await read(`LIST ${prefix}`, () => this.#page(prefix, token))
          objects.push(...page.objects)
          at = Math.min(at, page.at)
          more = page.more
        }
        return { objects, at } satisfies Listing
      },
    }
  }

  #ask<T>(worker: Worker, what: string, act: () => T, writes: boolean): Promise<T> {
    const { faults, chance, scheduler, history } = this.#cloud
    const told = (note = '') => {
      const answer = act()
      history.tell(worker.name, () => `${what}${note}: ${shown(answer)}`)
      return answer
    }
    let way = aWay(this.#cloud)
    if (faults.strikes('store slow')) way += chance.spread(500, 30_000)
    if (writes && faults.strikes('store 409')) way += chance.spread(50, 6_000)
    if (faults.strikes('store 503')) {
      const refuse = () => {
        history.tell(worker.name, () => `${what}: 503`)
        throw new ServiceTrouble('503 SlowDown')
      }
      return worker.ask<T>(what, [{ after: way, act: refuse }], aWay(this.#cloud))
    }
    const legs: Leg<T>[] = [{ after: way, act: told }]
    if (writes && faults.strikes('store: written, answer lost, tried again')) {
      legs.push({ after: chance.spread(100, 31_000), act: () => told(' (again: the answer was lost)') })
    }
    if (writes && faults.strikes('store: written, then error')) {
      const fail = () => {
        told(' (and then an error)')
        throw new ServiceTrouble('500 InternalError')
      }
      legs[legs.length - 1] = { after: legs.at(-1)!.after, act: fail }
    }
    if (writes && faults.strikes('store: a request arrives again, late')) {
      scheduler.after(way + chance.spread(1_000, 600_000), () => void told(' (arrives again, late)'))
    }
    return worker.ask(what, legs, aWay(this.#cloud))
  }

  get #seconds(): number {
    return Math.floor((this.#cloud.scheduler.now + this.#aheadMilliseconds) / 1_000) * 1_000
  }

  #swap(key: Key, body: Uint8Array, expect: Expectation, by: Invocation): { written: string } | 'conflict' {
    const there = this.objects.get(key)
    const asExpected = expect === 'absent' ? there === undefined : there?.etag === expect
    return asExpected ? { written: this.#write(key, body, by) } : 'conflict'
  }

  #write(key: Key, body: Uint8Array, by: Invocation): string {
    const after: S3Object = { body: Uint8Array.from(body), etag: etagOf(body), lastModified: this.#seconds }
    this.watch(key, this.objects.get(key), after, by)
    this.objects.set(key, after)
    return after.etag
  }

  #delete(key: Key, by: Invocation): void {
    this.watch(key, this.objects.get(key), undefined, by)
    this.objects.delete(key)
  }

  #page(prefix: Key, after: Key | undefined): Page {
    const keys = [...this.objects.keys()].filter(
      (key) => key.startsWith(prefix) && (after === undefined || key > after),
    )
    const page = keys.sort().slice(0, this.#pageSize)
    const objects = page.map((key): Listed => {
      const { etag, body, lastModified } = this.objects.get(key)!
      return { key, etag, size: body.length, lastModified }
    })
    return { objects, at: this.#seconds, more: keys.length > page.length }
  }

  #folders(prefix: Key, { from = '', below, most }: Names = {}): string[] {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length))
    const names = new Set(keys.filter((key) => key.includes('/')).map((key) => key.slice(0, key.indexOf('/'))))
    return [...names]
      .sort()
      .filter((name) => name >= from && (below === undefined || name < below))
      .slice(0, most)
  }
}

export const etagOf = (body: Uint8Array): string => `"${createHash('md5').update(body).digest('hex')}"`

const short = (expect: Expectation): string => (expect === 'absent' ? 'absent' : expect.slice(1, 7))

function shown(answer: unknown): string {
  if (answer === undefined) return 'nothing'
  if (typeof answer !== 'object' || answer === null) return String(answer)
  if ('written' in answer) return `written ${short(String(answer.written))}`
  if ('objects' in answer) return `${(answer as Page).objects.length} objects`
  if ('body' in answer) return `there, ${short((answer as S3Object).etag)}`
  return JSON.stringify(answer)
}
