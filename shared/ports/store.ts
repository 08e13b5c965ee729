/** Where an object lies, for example `runs/<run>/run.json`. */
export type Key = string

/** What the store calls a version of an object's bytes. Opaque: compare, never parse. */
export type ETag = string

export interface Stored {
  body: Uint8Array
  etag: ETag
}

export interface Listed {
  key: Key
  etag: ETag
  /** Bytes. */
  size: number
  /** Milliseconds since 1970 by the store's clock, which may be as coarse as a second. */
  lastModified: number
}

export interface Listing {
  objects: Listed[]
  /** Milliseconds since 1970 by the store's own clock when it answered: what `lastModified` may be compared with. */
  at: number
}

/** Which names of folders are asked for: by characters, from one on and those below another; and at most so many, the lowest. */
export interface Names {
  from?: string
  below?: string
  /** Up to 1,000: what one request of S3 returns. Those of names that one another begins with may be the longer first. */
  most?: number
}

/** What an object must be for a swap to write: not there, or this version of it. */
export type Expectation = 'absent' | ETag

/**
 * Object storage that compares and swaps. Every read and listing sees every earlier write, as S3 does
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel).
 */
export interface Store {
  /** With `part`, only the bytes from `from` to below `to`, which must be within the object. */
  read(key: Key, part?: { from: number; to: number }): Promise<Stored | undefined>

  /**
   * Writes only if the object is as `expect` says. `conflict` says nothing about who won: the writer may have been this
   * very caller, whose answer was lost on the way. Read, and let a nonce in the body tell.
   */
  swap(key: Key, body: Uint8Array, expect: Expectation): Promise<{ written: ETag } | 'conflict'>

  /** Writes whatever was there. Only for objects whose bytes follow from their key, so that it does not matter who wins. */
  put(key: Key, body: Uint8Array, contentType?: string): Promise<ETag>

  /** Every object whose key starts with `prefix`, in the order of keys; with `after`, only those behind that key. */
  list(prefix: Key, options?: { after?: Key }): Promise<Listing>

  /** The names of the "folders" directly below `prefix`, which ends with a slash: `runs/` gives run ids. */
  folders(prefix: Key, within?: Names): Promise<string[]>

  /** Nothing happens if it is not there. */
  delete(key: Key): Promise<void>
}
