/** An object as fauxqs' S3 routes read it. */
export interface S3Object {
  key: string
  body: Buffer
  contentType: string
  contentLength: number
  etag: string
  lastModified: Date
  metadata: Record<string, string>
  contentLanguage?: string
  contentDisposition?: string
  cacheControl?: string
  contentEncoding?: string
  checksumAlgorithm?: string
  checksumValue?: string
  checksumType?: string
}

export interface Checksum {
  algorithm: string
  value: string
  type: string
}

export interface ListOptions {
  prefix?: string
  delimiter?: string
  maxKeys?: number
  startAfter?: string
  marker?: string
}

/** What the routes cannot do, with the code that S3 gives it. */
export class S3Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly resource: string
  constructor(status: number, code: string, message: string, resource: string) {
    super(message)
    this.status = status
    this.code = code
    this.resource = resource
  }
}
