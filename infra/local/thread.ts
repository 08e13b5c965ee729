import { once } from 'node:events'
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'

/** A server in a thread of its own, so that it shares no event loop with who calls it. */
export interface ServerThread {
  url: string
  close(): Promise<void>
}

/** Starts `module`, which posts `{ url }` once it listens and closes on any message. Throws what its start throws. */
export async function startServerThread(module: URL, data: unknown): Promise<ServerThread> {
  const worker = new Worker(module, { workerData: data, name: basename(module.pathname, '-thread.ts') })
  const [{ url }] = (await once(worker, 'message')) as [{ url: string }]
  return {
    url,
    close: async () => {
      const exited = once(worker, 'exit')
      worker.postMessage('close')
      await exited
    },
  }
}
