import { describe, expect, it } from 'vitest'
import type { Latest } from '../../shared/dataset/block.ts'
import { pointLatest } from '../../shared/dataset/latest.ts'
import { keys } from '../../shared/run/keys.ts'
import { fromBytes } from '../../shared/run/stored-json.ts'
import { MemoryStore } from '../ports/memory-store.ts'

const latest = (run: string, closing: number, createdAt: number): Latest => ({
  version: `${run}.${closing}`,
  run,
  createdAt,
})

async function pointed(...versions: Latest[]): Promise<string> {
  const store = new MemoryStore()
  for (const version of versions) await pointLatest(store, 'tales', version)
  return fromBytes<Latest>((await store.read(keys.latest('tales')))!.body).version
}

describe('latest.json', () => {
  it('points at the first version there is', async () => {
    expect(await pointed(latest('a', 2, 100))).toBe('a.2')
  })

  it('moves on to a later run', async () => {
    expect(await pointed(latest('a', 2, 100), latest('b', 2, 200))).toBe('b.2')
  })

  it('stays where it is when an older run is published after it', async () => {
    expect(await pointed(latest('b', 2, 200), latest('a', 9, 100))).toBe('b.2')
  })

  it('moves on to a later closing of the same run, by number and not by letter', async () => {
    expect(await pointed(latest('a', 9, 100), latest('a', 10, 100))).toBe('a.10')
    expect(await pointed(latest('a', 10, 100), latest('a', 9, 100))).toBe('a.10')
  })

  it('comes out the same for runs of one millisecond, whoever is first', async () => {
    const [a, b] = [latest('a', 2, 100), latest('b', 2, 100)]
    expect(await pointed(a, b)).toBe(await pointed(b, a))
  })

  it('is held against a later run that gets in between reading and writing', async () => {
    const store = new MemoryStore()
    const swap = store.swap.bind(store)
    let raced = false
    store.swap = async (key, body, expect) => {
      if (!raced) {
        raced = true
        await pointLatest(store, 'tales', latest('b', 2, 200))
      }
      return swap(key, body, expect)
    }

    expect(await pointLatest(store, 'tales', latest('a', 2, 100))).toBe(false)
    expect(fromBytes<Latest>((await store.read(keys.latest('tales')))!.body).version).toBe('b.2')
  })
})
