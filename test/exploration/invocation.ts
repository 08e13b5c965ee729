import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import type { Queue } from '../../shared/ports/queue.ts'
import type { Store } from '../../shared/ports/store.ts'
import { cancelRun, redriveRun, resumeRun } from '../../shared/run/control.ts'
import { generate } from '../../shared/run/generate.ts'
import type { SpecMessage, TickMessage } from '../../shared/run/message.ts'
import { plan } from '../../shared/run/plan.ts'
import type { PreparedRun } from '../../shared/run/runs.ts'
import type { Answer, QueueName, Reply, Request } from './request.ts'
import { fleet, PreparedRuns, patience, timeLeft, timeOf } from './setting.ts'

export type Task =
  | { does: 'generate'; message: SpecMessage }
  | { does: 'plan'; tick: number }
  | { does: 'cancel' }
  | { does: 'resume' }
  | { does: 'redrive' }

/** How one invocation began. Two of the same task differ by their number, as their nonces do. */
export interface Beginning {
  task: Task
  number: number
  /** In jumps of time. */
  began: number
}

export const nameOf = ({ task, number }: Beginning): string => {
  const what =
    task.does === 'generate'
      ? `${task.message.i}.${task.message.attempt} ${task.message.why}`
      : task.does === 'plan'
        ? `tick ${task.tick}`
        : ''
  return `${task.does} ${what}#${number}`
}

const drained = () => new Promise<void>((resolve) => setImmediate(resolve))

export interface Next {
  /** `undefined`: it has come to its end. */
  request: Request | undefined
  /** It looked at a clock since the last answer: when it heard that answer makes a difference. */
  timed: boolean
}

/**
 * Runs the real code of an invocation from its beginning with the answers that it got so far, and says what it asks next.
 * The same answers always lead to the same question, so that nobody asks twice.
 */
export async function nextRequest(
  { task, began, ...beginning }: Beginning,
  answers: readonly Answer[],
  prepared: PreparedRun,
): Promise<Next> {
  const asked: { request: Request; resolve: (reply: Reply) => void }[] = []
  let now = began
  let timed = false
  let ended = false
  let failed: unknown
  const ask = <T extends Reply>(request: Request): Promise<T> =>
    new Promise((resolve) => asked.push({ request, resolve: resolve as (reply: Reply) => void }))
  const read = <T>(time: T): T => {
    timed = true
    return time
  }
  const clock = { now: () => read(timeOf(now)) }
  const store = aStore(ask)
  const world = {
    store,
    clock,
    runs: new PreparedRuns(prepared, () => ask({ do: 'tail' }), store, clock),
    samples: aQueue<SpecMessage>('samples', ask),
    ticks: aQueue<TickMessage>('ticks', ask),
    blocks: aQueue('blocks', ask),
    model: {
      complete: (request: Extract<Request, { do: 'call' }>['request'], options: { timeoutMilliseconds: number }) =>
        ask<never>({ do: 'call', request, timeoutMilliseconds: options.timeoutMilliseconds }),
    },
  }
  nextNonce = nonceOf(nameOf({ task, began, ...beginning }))
  const act = async (): Promise<unknown> => {
    switch (task.does) {
      case 'generate':
        return generate(task.message, { left: () => read(timeLeft(began, now)) }, { ...world, patience })
      case 'plan':
        return plan({ run: prepared.run.id, tick: task.tick }, { ...world, fleet } as Parameters<typeof plan>[1])
      case 'cancel':
        return cancelRun(prepared.run.id, world)
      case 'resume':
        return resumeRun(prepared.run.id, world)
      case 'redrive':
        return redriveRun(prepared.run.id, {}, world)
    }
  }
  act().then(
    () => {
      ended = true
    },
    (error) => {
      ended = true
      failed = error
    },
  )
  for (const [k, answer] of answers.entries()) {
    while (asked[k] === undefined) await drained()
    now = answer.now
    timed = false
    asked[k].resolve(answer.reply)
  }
  // Whoever computes without asking needs a few turns; nothing here waits for anything else.
  for (let turns = 0; asked[answers.length] === undefined && !ended; turns += 1) {
    if (turns > 100_000) throw new Error(`${task.does} neither ends nor asks for anything`)
    await drained()
  }
  if (failed !== undefined && (failed as Error).name !== 'RunError') throw failed
  return { request: asked[answers.length]?.request, timed }
}

function aStore(ask: <T extends Reply>(request: Request) => Promise<T>): Store {
  return {
    read: (key) => ask({ do: 'read', key }),
    list: (prefix, { after } = {}) => ask({ do: 'list', prefix, after }),
    swap: (key, body, expect) => ask({ do: 'swap', key, text: Buffer.from(body).toString(), expect }),
    delete: async (key) => {
      await ask({ do: 'delete', key })
    },
    put: () => Promise.reject(new Error('nobody here writes without a condition')),
    folders: () => Promise.reject(new Error('nobody here looks for folders')),
  }
}

const aQueue = <Message>(to: QueueName, ask: (request: Request) => Promise<Reply>): Queue<Message> => ({
  async send(messages) {
    if (messages.length > 0) await ask({ do: 'send', to, bodies: messages.map(({ body }) => JSON.stringify(body)) })
  },
})

/** What `randomUUID` gives, while `withNonces` acts: the invocation that runs sets it. */
let nextNonce = () => ''

/** The nonces of an invocation follow from its name: the same at each replay, and nobody else's. */
function nonceOf(name: string): () => string {
  let nonces = 0
  return () => {
    nonces += 1
    return `${name}/${nonces}`
  }
}

/** Until it ends, nonces follow from names and nothing is left to chance. */
export async function withNonces<T>(act: () => Promise<T>): Promise<T> {
  const { randomUUID } = crypto
  const { random } = Math
  crypto.randomUUID = (() => nextNonce()) as typeof randomUUID
  Math.random = () => 0.5
  syncBuiltinESMExports()
  try {
    return await act()
  } finally {
    crypto.randomUUID = randomUUID
    Math.random = random
    syncBuiltinESMExports()
  }
}
