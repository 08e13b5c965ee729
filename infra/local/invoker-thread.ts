import { parentPort, workerData } from 'node:worker_threads'
import type { Bundle, Invoke } from './invocation.ts'
import { invokerOf } from './invoker.ts'

const invoke = await invokerOf(workerData as Bundle)
parentPort!.on('message', async (asked: Invoke) => parentPort!.postMessage(await invoke(asked)))
