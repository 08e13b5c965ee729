import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type Checksum, type ListOptions, type S3Object, S3Refusal } from './s3-object.ts'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS buckets (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT NOT NULL, key TEXT NOT NULL, etag TEXT NOT NULL, size INTEGER NOT NULL, at INTEGER NOT NULL,
    headers TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (bucket, key)) STRICT;
`

type Row = { key: string; etag: string; size: number; at: number; headers: string; body?: Uint8Array }

/**
 * The objects behind fauxqs' S3 routes, in one SQLite file. fauxqs' own `s3StorageDir` keeps two files an object and writes both
 * in place: a kill between them leaves a body that does not fit its ETag, or a file that the next start cannot read. Here
 * a PUT is one transaction, so that a kill at any moment leaves the object before or the object after. It survives the death of
 * the process, not necessarily a loss of power. Keys are listed in the order of their UTF-8 bytes, as S3 does.
 */
export class Objects {
  readonly #db: DatabaseSync
  readonly #put: StatementSync
  readonly #get: StatementSync
  readonly #head: StatementSync
  readonly #delete: StatementSync
  readonly #list: StatementSync
  readonly #buckets = new Set<string>()

  constructor(file: string) {
    mkdirSync(dirname(file), { recursive: true })
    this.#db = new DatabaseSync(file)
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536')
    this.#db.exec(SCHEMA)
    this.#put = this.#db.prepare('INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?)')
    this.#get = this.#db.prepare('SELECT * FROM objects WHERE bucket = ? AND key = ?')
    this.#head = this.#db.prepare('SELECT key, etag, size, at, headers FROM objects WHERE bucket = ? AND key = ?')
    this.#delete = this.#db.prepare('DELETE FROM objects WHERE bucket = ? AND key = ?')
    this.#list = this.#db.prepare(
      "SELECT key, etag, size, at, '' AS headers FROM objects WHERE bucket = ? AND key > ? AND key >= ? AND key < ? ORDER BY key LIMIT ?",
    )
    for (const { name } of this.listBuckets()) this.#buckets.add(name)
  }

  close(): void {
    this.#db.close()
  }

  etagOf(bucket: string, key: string): string | undefined {
    return (this.#head.get(bucket, key) as Row | undefined)?.etag
  }

  createBucket(name: string): void {
    this.#db.prepare('INSERT OR IGNORE INTO buckets VALUES (?, ?)').run(name, Date.now())
    this.#buckets.add(name)
  }

  hasBucket(name: string): boolean {
    return this.#buckets.has(name)
  }

  listBuckets(): { name: string; creationDate: Date }[] {
    const rows = this.#db.prepare('SELECT name, at FROM buckets ORDER BY name').all() as { name: string; at: number }[]
    return rows.map(({ name, at }) => ({ name, creationDate: new Date(at) }))
  }

  putObject(
    bucket: string,
    key: string,
    body: Buffer,
    contentType = 'application/octet-stream',
    metadata: Record<string, string> = {},
    system: Record<string, string> = {},
    checksum?: Checksum,
  ): S3Object {
    this.#expectBucket(bucket)
    const etag = `"${createHash('md5').update(body).digest('hex')}"`
    const headers = {
      contentType,
      metadata,
      ...system,
      ...(checksum && {
        checksumAlgorithm: checksum.algorithm,
        checksumValue: checksum.value,
        checksumType: checksum.type,
      }),
    }
    const row = { key, etag, size: body.length, at: Date.now(), headers: JSON.stringify(headers) }
    this.#put.run(bucket, key, row.etag, row.size, row.at, row.headers, body)
    return objectOf(row)
  }

  getObject(bucket: string, key: string): S3Object {
    return this.#found(bucket, key, this.#get)
  }

  headObject(bucket: string, key: string): S3Object {
    return this.#found(bucket, key, this.#head)
  }

  deleteObject(bucket: string, key: string): void {
    this.#expectBucket(bucket)
    this.#delete.run(bucket, key)
  }

  deleteObjects(bucket: string, keys: string[]): string[] {
    for (const key of keys) this.deleteObject(bucket, key)
    return keys
  }

  listObjects(
    bucket: string,
    options: ListOptions = {},
  ): { objects: S3Object[]; commonPrefixes: string[]; isTruncated: boolean } {
    this.#expectBucket(bucket)
    const { prefix = '', delimiter, maxKeys = 1_000 } = options
    const objects: S3Object[] = []
    const commonPrefixes: string[] = []
    const end = behind(prefix)
    let after = options.startAfter ?? options.marker ?? ''
    if (delimiter && after.startsWith(prefix) && after.endsWith(delimiter)) after = behind(after)
    while (true) {
      const wanted = maxKeys - objects.length - commonPrefixes.length
      const rows = this.#list.all(bucket, after, prefix, end, wanted + 1) as Row[]
      let skipped = false
      for (const row of rows) {
        if (objects.length + commonPrefixes.length === maxKeys) return { objects, commonPrefixes, isTruncated: true }
        const at = delimiter ? row.key.indexOf(delimiter, prefix.length) : -1
        after = row.key
        if (at < 0) {
          objects.push(objectOf(row))
          continue
        }
        const folder = row.key.slice(0, at + delimiter!.length)
        commonPrefixes.push(folder)
        after = behind(folder)
        skipped = true
        break
      }
      if (!skipped) return { objects, commonPrefixes, isTruncated: false }
    }
  }

  #found(bucket: string, key: string, statement: StatementSync): S3Object {
    const row = statement.get(bucket, key) as Row | undefined
    if (row) return objectOf(row)
    this.#expectBucket(bucket)
    throw new S3Refusal(404, 'NoSuchKey', 'The specified key does not exist.', `/${bucket}/${key}`)
  }

  #expectBucket(bucket: string): void {
    if (this.hasBucket(bucket)) return
    throw new S3Refusal(404, 'NoSuchBucket', `The specified bucket does not exist: ${bucket}`, `/${bucket}`)
  }
}

// Behind every key that starts with it: no key holds the last code point of Unicode.
const behind = (prefix: string): string => `${prefix}\u{10ffff}`

function objectOf({ key, etag, size, at, headers, body }: Row): S3Object {
  return {
    key,
    etag,
    contentLength: size,
    lastModified: new Date(at),
    body: body ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : Buffer.alloc(0),
    // A listing has no use for them.
    ...(headers === ''
      ? { contentType: '', metadata: {} }
      : (JSON.parse(headers) as Pick<S3Object, 'contentType' | 'metadata'>)),
  }
}
