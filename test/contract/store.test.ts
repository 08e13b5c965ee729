import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Names, Store } from '../../shared/ports/store.ts'
import { STORES } from './stores.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const textAt = async (store: Store, key: string) => {
  const stored = await store.read(key)
  return stored && new TextDecoder().decode(stored.body)
}

interface Rule {
  /** Where AWS says so. */
  source: string
  rule: string
  holds(store: Store, at: string): Promise<void>
}

const CONDITIONAL = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html'
const CONSISTENCY = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel'
const LISTING = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html'
const DELETING = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html'

/** `at`: a prefix of its own for each rule, which ends with a slash. */
const RULES: readonly Rule[] = [
  {
    rule: 'nothing is read where nothing is',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html',
    async holds(store, at) {
      expect(await store.read(`${at}nothing`)).toBeUndefined()
    },
  },
  {
    rule: 'a PUT is read back at once, and so is the next',
    source: CONSISTENCY,
    async holds(store, at) {
      const first = await store.put(`${at}key`, bytes('first, é'))
      expect(await store.read(`${at}key`)).toMatchObject({ etag: first })
      expect(await textAt(store, `${at}key`)).toBe('first, é')

      const second = await store.put(`${at}key`, bytes('second'))

      expect(second).not.toBe(first)
      expect(await textAt(store, `${at}key`)).toBe('second')
      expect((await store.list(at)).objects).toMatchObject([{ key: `${at}key`, etag: second, size: 6 }])
    },
  },
  {
    rule: 'an object without bytes is an object',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
    async holds(store, at) {
      await store.put(`${at}empty`, bytes(''))

      expect(await textAt(store, `${at}empty`)).toBe('')
      expect((await store.list(at)).objects).toMatchObject([{ size: 0 }])
    },
  },
  {
    rule: 'the ETag follows from the bytes, and is quoted',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html',
    async holds(store, at) {
      const [one, same, other] = [
        await store.put(`${at}1`, bytes('same')),
        await store.put(`${at}2`, bytes('same')),
        await store.put(`${at}3`, bytes('other')),
      ]

      expect(one).toMatch(/^".+"$/)
      expect(same).toBe(one)
      expect(other).not.toBe(one)
    },
  },
  {
    rule: 'If-None-Match writes what is absent',
    source: CONDITIONAL,
    async holds(store, at) {
      const written = await store.swap(`${at}key`, bytes('x'), 'absent')

      expect(written).toEqual({ written: (await store.read(`${at}key`))?.etag })
    },
  },
  {
    rule: 'If-None-Match leaves what is there as it is, also where the bytes are the same',
    source: CONDITIONAL,
    async holds(store, at) {
      await store.put(`${at}key`, bytes('first'))

      expect(await store.swap(`${at}key`, bytes('second'), 'absent')).toBe('conflict')
      expect(await store.swap(`${at}key`, bytes('first'), 'absent')).toBe('conflict')
      expect(await textAt(store, `${at}key`)).toBe('first')
    },
  },
  {
    rule: 'If-None-Match writes again what was deleted',
    source: CONDITIONAL,
    async holds(store, at) {
      await store.put(`${at}key`, bytes('first'))
      await store.delete(`${at}key`)

      expect(await store.swap(`${at}key`, bytes('second'), 'absent')).not.toBe('conflict')
    },
  },
  {
    rule: 'If-Match writes over the version that it names',
    source: CONDITIONAL,
    async holds(store, at) {
      const etag = await store.put(`${at}key`, bytes('first'))

      expect(await store.swap(`${at}key`, bytes('second'), etag)).not.toBe('conflict')
      expect(await textAt(store, `${at}key`)).toBe('second')
    },
  },
  {
    rule: 'If-Match leaves another version as it is',
    source: CONDITIONAL,
    async holds(store, at) {
      const stale = await store.put(`${at}key`, bytes('first'))
      await store.put(`${at}key`, bytes('second'))

      expect(await store.swap(`${at}key`, bytes('third'), stale)).toBe('conflict')
      expect(await textAt(store, `${at}key`)).toBe('second')
    },
  },
  {
    rule: 'If-Match holds again where the same bytes are there again',
    source: CONDITIONAL,
    async holds(store, at) {
      const etag = await store.put(`${at}key`, bytes('first'))
      await store.put(`${at}key`, bytes('second'))
      await store.put(`${at}key`, bytes('first'))

      expect(await store.swap(`${at}key`, bytes('third'), etag)).not.toBe('conflict')
    },
  },
  {
    rule: 'If-Match writes nothing where nothing is',
    source: CONDITIONAL,
    async holds(store, at) {
      const etag = await store.put(`${at}key`, bytes('first'))
      await store.delete(`${at}key`)

      expect(await store.swap(`${at}key`, bytes('second'), etag)).toBe('conflict')
      expect(await store.read(`${at}key`)).toBeUndefined()
    },
  },
  {
    rule: 'of several who write at once if absent, one does',
    source: CONDITIONAL,
    async holds(store, at) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => store.swap(`${at}key`, bytes(`writer ${n}`), 'absent')),
      )

      const winners = answers.flatMap((answer, n) => (answer === 'conflict' ? [] : [n]))
      expect(winners).toHaveLength(1)
      expect(await textAt(store, `${at}key`)).toBe(`writer ${winners[0]}`)
    },
  },
  {
    rule: 'of several who write at once over one version, one does',
    source: CONDITIONAL,
    async holds(store, at) {
      const etag = await store.put(`${at}key`, bytes('first'))

      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => store.swap(`${at}key`, bytes(`writer ${n}`), etag)),
      )

      expect(answers.filter((answer) => answer !== 'conflict')).toHaveLength(1)
    },
  },
  {
    rule: 'a listing has the keys of its prefix, in the order of their bytes',
    source: LISTING,
    async holds(store, at) {
      const keys = ['a', 'a-b', 'a/b', 'a0', 'b', 'Z', 'é', '10', '9'].map((key) => at + key)
      for (const key of keys) await store.put(key, bytes('x'))
      await store.put(`${at.slice(0, -1)}-other`, bytes('x'))

      const { objects } = await store.list(at)

      const sorted = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(objects.map(({ key }) => key)).toEqual(sorted)
    },
  },
  {
    rule: 'a listing of many pages has every key once',
    source: LISTING,
    async holds(store, at) {
      const keys = Array.from({ length: 1_003 }, (_, n) => `${at}${String(n).padStart(4, '0')}`)
      for (let n = 0; n < keys.length; n += 50) {
        await Promise.all(keys.slice(n, n + 50).map((key) => store.put(key, bytes('x'))))
      }

      expect((await store.list(at)).objects.map(({ key }) => key)).toEqual(keys)
    },
  },
  {
    rule: 'a listing behind a key begins with the next, whether or not that key is there',
    source: LISTING,
    async holds(store, at) {
      for (const key of ['1', '2', '4']) await store.put(at + key, bytes('x'))
      const behind = async (key: string) => (await store.list(at, { after: at + key })).objects.map((each) => each.key)

      expect(await behind('2')).toEqual([`${at}4`])
      expect(await behind('3')).toEqual([`${at}4`])
      expect(await behind('4')).toEqual([])
    },
  },
  {
    rule: 'a listing tells when it answered, by the clock that told when objects were written',
    source: LISTING,
    async holds(store, at) {
      await store.put(`${at}key`, bytes('x'))

      const listing = await store.list(at)

      // Both may be told in whole seconds.
      const age = listing.at - listing.objects[0]!.lastModified
      expect(age).toBeGreaterThanOrEqual(-1_000)
      expect(age).toBeLessThan(60_000)
    },
  },
  {
    rule: 'folders are named once each, in order, and objects beside them not at all',
    source: LISTING,
    async holds(store, at) {
      for (const key of ['b/1', 'b/2', 'a/c/1', 'file']) await store.put(at + key, bytes('x'))

      expect(await store.folders(at)).toEqual(['a', 'b'])
    },
  },
  {
    rule: 'folders are named from a name on, below another, and at most so many, the lowest',
    source: LISTING,
    async holds(store, at) {
      for (const name of ['a', 'b', 'b-2', 'b-3', 'c', 'd']) await store.put(`${at}${name}/1`, bytes('x'))
      const named = async (within: Names) => (await store.folders(at, within)).toSorted()

      expect(await named({ from: 'b' })).toEqual(['b', 'b-2', 'b-3', 'c', 'd'])
      expect(await named({ from: 'b', below: 'd' })).toEqual(['b', 'b-2', 'b-3', 'c'])
      expect(await named({ below: 'b-3' })).toEqual(['a', 'b', 'b-2'])
      expect(await named({ from: 'bb' })).toEqual(['c', 'd'])
      expect(await named({ from: 'c', most: 1 })).toEqual(['c'])
      expect(await named({ from: 'e' })).toEqual([])
    },
  },
  {
    rule: 'what is deleted is gone from reads and listings at once, and may be deleted again',
    source: DELETING,
    async holds(store, at) {
      await store.put(`${at}key`, bytes('x'))

      await store.delete(`${at}key`)
      await store.delete(`${at}key`)

      expect(await store.read(`${at}key`)).toBeUndefined()
      expect((await store.list(at)).objects).toEqual([])
    },
  },
]

for (const { name, missing, open } of STORES) {
  describe.skipIf(missing)(`the contract of S3, kept by ${name}${missing === undefined ? '' : ` (${missing})`}`, () => {
    let opened: Awaited<ReturnType<typeof open>>

    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened[Symbol.asyncDispose]())

    it.each(RULES.map((rule, n) => ({ ...rule, at: `rule-${n}/` })))('$rule', ({ holds, at }) => {
      return holds(opened.store, at)
    })
  })
}
