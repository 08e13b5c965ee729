import type { ModelOutcome, ModelRequest } from '../../shared/ports/model.ts'
import type { Expectation, Key, Listing, Stored } from '../../shared/ports/store.ts'
import type { LogTail } from '../../shared/run/log.ts'

export type QueueName = 'samples' | 'ticks' | 'blocks'

/** What an invocation asks of the world next. Each is one step: nothing else happens between a request's effect and its answer. */
export type Request =
  | { do: 'read'; key: Key }
  /** The end of the log: a listing and an entry that never changes, together. */
  | { do: 'tail' }
  | { do: 'list'; prefix: Key; after: Key | undefined }
  | { do: 'swap'; key: Key; text: string; expect: Expectation }
  | { do: 'delete'; key: Key }
  | { do: 'send'; to: QueueName; bodies: string[] }
  | { do: 'call'; request: ModelRequest; timeoutMilliseconds: number }

export type Reply = Stored | Listing | { written: string } | 'conflict' | LogTail | ModelOutcome | undefined

/** A reply, when it was heard (in jumps of time), and a word that is the same for equal replies to the same request. */
export interface Answer {
  now: number
  word: string
  reply: Reply
}

export function told(request: Request): string {
  switch (request.do) {
    case 'read':
      return `GET ${request.key}`
    case 'tail':
      return 'LIST the log'
    case 'list':
      return `LIST ${request.prefix}`
    case 'swap':
      return `PUT ${request.key} if ${request.expect}`
    case 'delete':
      return `DELETE ${request.key}`
    case 'send':
      return `SEND to ${request.to}: ${request.bodies.join(' ')}`
    case 'call':
      return 'CALL the model'
  }
}
