import type { MiddlewareObj } from '@middy/core'
import type { Context } from 'aws-lambda'
import { added, embedded, type Metrics } from './metrics.ts'
import { inSources } from './source-places.ts'

/** What may stand in the line of an invocation: ids, numbers, names. Never a prompt, a completion or a key. */
export interface Notes {
  run?: string
  i?: number
  outcome?: string
  [figure: string]: string | number | undefined
}

const notes = new WeakMap<Context, Notes>()
const metrics = new WeakMap<Context, Metrics>()
const starts = new WeakMap<Context, number>()

/** What a message names. One that is not of ours may have a text there, which is left out. */
const NAMED = new Set(['run', 'do'])
const isName = (value: unknown): boolean => typeof value !== 'string' || /^[\w.:-]{1,200}$/.test(value)

/** Adds to the line that ends this invocation. A batch of several records ends with the notes of the last. */
export function note(context: Context, more: Notes): void {
  const said = Object.entries(more).filter(([field, value]) => !NAMED.has(field) || isName(value))
  notes.set(context, { ...notes.get(context), ...Object.fromEntries(said) })
}

/** Counts in the line that ends this invocation. */
export function count(context: Context, more: Metrics): void {
  metrics.set(context, added(metrics.get(context) ?? {}, more))
}

/**
 * One line of JSON an invocation: function, requestId, outcome, ms, and what was noted (`run`, …). With something counted it
 * is the metric as well, of the `stack`; without a stack nothing is counted.
 */
export function observed(
  name: string,
  { stack }: { stack?: string | undefined } = {},
): MiddlewareObj<unknown, unknown> {
  const tell = (context: Context, more: Notes) => {
    const ms = Math.round(performance.now() - (starts.get(context) ?? performance.now()))
    const line = { function: name, requestId: context.awsRequestId, outcome: 'ok', ...notes.get(context), ...more, ms }
    const counted = embedded(metrics.get(context) ?? {}, stack, Date.now())
    if (counted === undefined) console.log(JSON.stringify(line))
    // Lambda writes time and level before what the console is given, and then it would be no metric.
    else process.stdout.write(`${JSON.stringify({ ...line, ...counted })}\n`)
  }
  return {
    name: 'observed',
    before: ({ context }) => {
      starts.set(context, performance.now())
    },
    after: ({ context, response }) => {
      count(context, failedIn(response))
      tell(context, answered(response))
    },
    onError: (request) => {
      const { context, error, response } = request
      // Lambda writes to the log what nobody catches, with its message.
      if (response === undefined && error instanceof Error) request.error = silenced(error)
      const { outcome = 'threw' } = answered(response)
      // Below 500 it is the caller's, who was told.
      tell(context, Number(outcome) < 500 ? { outcome } : { outcome, ...described(error) })
    },
  }
}

/** What the answer says of the outcome, whatever was noted on the way. */
function answered(response: unknown): Notes {
  if (typeof response !== 'object' || response === null) return {}
  if ('batchItemFailures' in response && Array.isArray(response.batchItemFailures))
    return response.batchItemFailures.length === 0 ? {} : { outcome: 'failed' }
  return 'statusCode' in response ? { outcome: String(response.statusCode) } : {}
}

function failedIn(response: unknown): Metrics {
  if (typeof response !== 'object' || response === null || !('batchItemFailures' in response)) return {}
  return Array.isArray(response.batchItemFailures) ? { FailedMessages: response.batchItemFailures.length } : {}
}

/** Errors of ours whose messages name places and numbers, never texts. */
const TELLING = new Set(['MessageRefused', 'SecretMissing', 'NotReady', 'RunError'])

const isTelling = (error: Error): boolean => '$metadata' in error || TELLING.has(error.name)

/** The same error, without what it may quote. */
function silenced(error: Error): Error {
  if (isTelling(error)) return error
  const silent = new Error('what it said may quote a text, and is in no log')
  silent.name = error.name
  silent.stack = `${error.name}: ${silent.message}\n${described(error)['stack'] ?? ''}`
  return silent
}

/**
 * An error for the log: its name, where it was thrown, and its message only if it is a service's own or one of ours,
 * because others quote what they stumbled over (`JSON.parse` does), which may be a prompt.
 */
export function described(error: unknown): Notes {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: error.name,
    ...(isTelling(error) ? { message: error.message } : {}),
    ...(frames === undefined ? {} : { stack: frames.slice(0, 8).map(inSources).join('\n') }),
  }
}
