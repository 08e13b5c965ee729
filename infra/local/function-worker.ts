import { fork } from 'node:child_process'
import type { WriteStream } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Bundle, Invoke, Invoked } from './invocation.ts'

/** What holds a function's bundle and runs its invocations. */
export interface FunctionWorker {
  /** Of a process; absent for a thread. */
  readonly pid?: number | undefined
  send(invoke: Invoke): void
  /** At once. */
  end(): Promise<unknown>
}

export interface WorkerOptions {
  bundle: Bundle
  /** All of it: nothing of this process gets there. */
  environment: Record<string, string>
  log: WriteStream
  onAnswer(invoked: Invoked): void
  onError(error: unknown): void
  onExit(): void
}

const THREAD = new URL('./invoker-thread.ts', import.meta.url)
const PROCESS = new URL('./invoker-process.ts', import.meta.url)

export function startThread({ bundle, environment, log, ...on }: WorkerOptions): FunctionWorker {
  // Tools that list threads, and the benchmark that asks what each took, tell them by this name.
  const { name } = bundle
  const worker = new Worker(THREAD, { workerData: bundle, env: environment, name, stdout: true, stderr: true })
  worker.stdout.pipe(log, { end: false })
  worker.stderr.pipe(log, { end: false })
  worker.on('message', on.onAnswer)
  worker.on('error', on.onError)
  worker.on('exit', on.onExit)
  return { send: (invoke) => worker.postMessage(invoke), end: () => worker.terminate() }
}

/** As Lambda has it: nothing is shared with other workers but what both can reach over the network. */
export function startProcess({ bundle, environment, log, ...on }: WorkerOptions): FunctionWorker {
  const child = fork(PROCESS, [JSON.stringify(bundle)], { env: environment, execArgv: [], silent: true })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  child.on('message', (message) => on.onAnswer(message as Invoked))
  child.on('error', on.onError)
  child.once('exit', on.onExit)
  return {
    pid: child.pid,
    // One that was killed just now has no ears; that it is gone is told by its exit.
    send: (invoke) => void child.send(invoke, () => {}),
    end: () => {
      child.kill('SIGKILL')
      return exited
    },
  }
}
