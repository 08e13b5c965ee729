import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { presigned } from '../../shared/aws/presigned.ts'
import { s3Store } from '../../shared/aws/s3-store.ts'
import type { Store } from '../../shared/ports/store.ts'
import { clientsFor } from './clients-for-test.ts'
import { type Answer, type Asked, fakeHttp } from './fake-http.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (body: Uint8Array | undefined) => body && new TextDecoder().decode(body)

describe('an S3 store', () => {
  let server: FauxqsServer
  let store: Store

  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false })
    server.createBucket('bucket')
    store = s3Store(clientsFor(`http://127.0.0.1:${server.port}`).s3, 'bucket')
  })
  beforeEach(() => server.emptyBucket('bucket'))
  afterAll(() => server.stop())

  it('reads what was put, and nothing where nothing is', async () => {
    const etag = await store.put('a/b', bytes('héllo'))

    const stored = await store.read('a/b')

    expect(text(stored?.body)).toBe('héllo')
    expect(stored?.etag).toBe(etag)
    expect(await store.read('a/c')).toBeUndefined()
  })

  it('lists every page in the order of keys, with sizes and the time of the storage', async () => {
    const names = Array.from({ length: 1_005 }, (_, n) => `many/${String(n).padStart(5, '0')}`)
    for (let n = 0; n < names.length; n += 50)
      await Promise.all(names.slice(n, n + 50).map((name) => store.put(name, bytes('xy'))))
    await store.put('other', bytes('x'))

    const { objects, at } = await store.list('many/')

    expect(objects.map(({ key }) => key)).toEqual(names)
    expect(objects[0]).toMatchObject({ size: 2, etag: expect.stringMatching(/^".+"$/) })
    expect(Math.abs(at - Date.now())).toBeLessThan(60_000)
    expect(Math.abs(at - objects[0]!.lastModified)).toBeLessThan(60_000)
  })

  it('lists only what lies behind a key', async () => {
    for (const name of ['l/1', 'l/2', 'l/3']) await store.put(name, bytes('x'))

    const { objects } = await store.list('l/', { after: 'l/1' })

    expect(objects.map(({ key }) => key)).toEqual(['l/2', 'l/3'])
  })

  it('names the folders below a prefix once each', async () => {
    for (const name of ['runs/a/1', 'runs/a/2', 'runs/b/c/3', 'runs/file']) await store.put(name, bytes('x'))

    expect(await store.folders('runs/')).toEqual(['a', 'b'])
  })

  it('names those below another over all pages, also what is listed behind longer names that begin alike', async () => {
    const names = Array.from({ length: 1_004 }, (_, n) => `runs/b-${String(n).padStart(4, '0')}/x`)
    const all = [...names, 'runs/a/x', 'runs/b/x', 'runs/c/x']
    for (let n = 0; n < all.length; n += 50)
      await Promise.all(all.slice(n, n + 50).map((name) => store.put(name, bytes('x'))))

    expect((await store.folders('runs/', { below: 'b-0002' })).toSorted()).toEqual(['a', 'b', 'b-0000', 'b-0001'])
    expect(await store.folders('runs/', { from: 'b-1003', below: 'c', most: 3 })).toEqual(['b-1003'])
    expect(await store.folders('runs/', { most: 2 })).toEqual(['a', 'b-0000'])
  })

  it('gives an object to whoever has a URL that was signed for it', async () => {
    await store.put('signed/key', bytes('héllo'))
    const urlOf = presigned(clientsFor(`http://127.0.0.1:${server.port}`).s3, 'bucket', 900)

    const url = await urlOf('signed/key')

    expect(await (await fetch(url)).text()).toBe('héllo')
    expect(url).toContain('X-Amz-Expires=900')
  })

  it('deletes, also what is not there', async () => {
    await store.put('gone', bytes('x'))

    await store.delete('gone')
    await store.delete('gone')

    expect(await store.read('gone')).toBeUndefined()
  })
})

const xml = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`
const refuse = (status: number, code: string): Answer => ({ status, body: xml(code) })
const written: Answer = { status: 200, headers: { etag: '"2"' } }
const listing = (key: string): Answer => ({
  status: 200,
  body: `<ListBucketResult><Contents><Key>${key}</Key></Contents></ListBucketResult>`,
})

async function world(answer: (asked: Asked, n: number) => Answer) {
  const endpoint = await fakeHttp(answer)
  return { ...endpoint, store: s3Store(clientsFor(endpoint.url).s3, 'bucket') }
}

describe('a swap of an S3 store', () => {
  it.each([
    ['absent', 'if-none-match', '*'],
    ['"1"', 'if-match', '"1"'],
  ])('asks S3 to write only if the object is %s', async (expectation, header, value) => {
    await using it = await world(() => written)

    expect(await it.store.swap('k', bytes('x'), expectation)).toEqual({ written: '"2"' })
    expect(it.asked[0]!.headers[header]).toBe(value)
  })

  it('says conflict when the condition does not hold', async () => {
    await using it = await world(() => refuse(412, 'PreconditionFailed'))

    expect(await it.store.swap('k', bytes('x'), 'absent')).toBe('conflict')
  })

  it('says conflict when the version expected was deleted', async () => {
    await using it = await world(() => refuse(404, 'NoSuchKey'))

    expect(await it.store.swap('k', bytes('x'), '"1"')).toBe('conflict')
  })

  it('asks again when two writes raced', async () => {
    await using it = await world((_, n) => (n < 4 ? refuse(409, 'ConditionalRequestConflict') : written))

    expect(await it.store.swap('k', bytes('x'), 'absent')).toEqual({ written: '"2"' })
    expect(it.asked).toHaveLength(4)
  })

  it('throws when the bucket is not there, instead of calling it a conflict or a missing key', async () => {
    await using it = await world(() => refuse(404, 'NoSuchBucket'))

    await expect(it.store.swap('k', bytes('x'), '"1"')).rejects.toThrow()
    await expect(it.store.read('k')).rejects.toThrow()
  })
})

describe('a read that S3 forbids', () => {
  const forbiddenRead = (found: string) => (asked: Asked) =>
    asked.path.includes('list-type') ? listing(found) : refuse(403, 'AccessDenied')

  it('is of a missing key when the listing does not have it', async () => {
    await using it = await world(forbiddenRead('runs/x/run.json.old'))

    expect(await it.store.read('runs/x/run.json')).toBeUndefined()
  })

  it('throws when the key is there', async () => {
    await using it = await world(forbiddenRead('runs/x/run.json'))

    await expect(it.store.read('runs/x/run.json')).rejects.toThrow()
  })
})
